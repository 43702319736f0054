// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class NoopAgentTest {

    @Test
    void returnsTwoHundredBytesAndCountsCalls() throws IOException, InterruptedException {
        try (var agent = NoopAgent.start(0);
                var http = HttpClient.newHttpClient()) {
            var root = URI.create("http://127.0.0.1:%d/".formatted(agent.port()));
            var call = HttpRequest.newBuilder(root.resolve("/run"))
                    .POST(BodyPublishers.ofString("{}"))
                    .build();

            var answer = http.send(call, BodyHandlers.ofByteArray());
            http.send(call, BodyHandlers.discarding());

            assertThat(answer.body()).hasSize(200);
            var calls = HttpRequest.newBuilder(root.resolve("/calls")).build();
            assertThat(http.send(calls, BodyHandlers.ofString()).body()).isEqualTo("2");
        }
    }
}
