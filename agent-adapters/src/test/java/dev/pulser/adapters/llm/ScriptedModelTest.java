// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedModelTest {

    @Test
    void keepsAJournalOfWhatItBilledAsAProcess(@TempDir Path folder) throws IOException, InterruptedException {
        var script = Files.writeString(
                folder.resolve("script.json"),
                "{\"usage\":{\"input\":100,\"output\":20},\"answers\":[{\"text\":\"done\"}]}");
        var port = folder.resolve("port");
        var journal = folder.resolve("journal");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScriptedModel.class.getName(),
                        port.toString(),
                        script.toString(),
                        journal.toString())
                .inheritIO()
                .start();
        try (var client = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(port));
            var address = URI.create("http://127.0.0.1:%s/v1/chat/completions".formatted(Files.readString(port)));
            var request = HttpRequest.newBuilder(address)
                    .header("Idempotency-Key", "tsk_1/0")
                    .POST(BodyPublishers.ofString("{\"messages\":[],\"max_tokens\":15}"));

            var answer = client.send(request.build(), BodyHandlers.ofString());

            assertThat(answer.body()).contains("\"finish_reason\":\"length\"", "\"completion_tokens\":15", "[DONE]");
            assertThat(journal)
                    .hasContent("{\"call\":1,\"key\":\"tsk_1/0\",\"status\":200,\"input\":100,\"output\":15}\n");
        } finally {
            process.destroyForcibly();
        }
    }
}
