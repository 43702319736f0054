// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.journal.CallJournal;
import dev.pulser.chaos.journal.Hash;
import dev.pulser.chaos.script.Script;
import dev.pulser.chaos.script.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as it is really used: a process of its own, over its standard streams. */
class McpServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Process process;
    private PrintWriter in;
    private BufferedReader out;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        McpServer.class.getName(),
                        folder.toString(),
                        Cast.TOOLS,
                        "50")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void greetsAndListsItsTool() throws IOException {
        assertThat(ask("server/discover", "{}").path("error").path("code").asInt())
                .isEqualTo(-32601);
        assertThat(ask("initialize", "{\"protocolVersion\":\"2025-11-25\"}")
                        .path("result")
                        .path("protocolVersion")
                        .asText())
                .isEqualTo("2025-11-25");
        assertThat(ask("tools/list", "{}").at("/result/tools/0/name").asText()).isEqualTo(McpServer.TOOL);
    }

    @Test
    void doesWhatTheScriptSaysAndWritesItDown() throws IOException {
        assertThat(call(1).path("error").path("code").asInt()).isEqualTo(-32000);
        assertThat(call(2).path("result").has("content")).isFalse();
        var done = call(3).path("result").path("structuredContent");

        var calls = CallJournal.readAll(folder);
        assertThat(calls).extracting(call -> call.attempt()).containsExactly(1, 2, 3);
        assertThat(calls.getLast().reply()).contains(Hash.of(done.toString()));
        assertThat(calls.getLast().key()).isEqualTo("tsk_1/0");
    }

    @Test
    void saysWhoItIs() throws IOException {
        ask("tools/list", "{}");

        assertThat(Files.readString(folder.resolve(McpServer.PID_FILE))).isEqualTo(Long.toString(process.pid()));
    }

    private JsonNode call(int attempt) throws IOException {
        var work = new Work("n", Script.of(Step.UNAVAILABLE, Step.MALFORMED), "canary", Duration.ZERO);
        var params = JSON.createObjectNode();
        params.putObject("_meta").put("dev.pulser/idempotency-key", "tsk_1/0").put("dev.pulser/attempt", attempt);
        params.put("name", McpServer.TOOL);
        params.set("arguments", JSON.readTree(work.payload()));
        return ask("tools/call", params.toString());
    }

    private JsonNode ask(String method, String params) throws IOException {
        in.println("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}");
        return JSON.readTree(out.readLine());
    }
}
