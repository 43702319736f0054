// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.journal.CallJournal;
import dev.pulser.chaos.journal.Sha256;
import dev.pulser.chaos.script.AgentScript;
import dev.pulser.chaos.script.ScriptStep;
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

class ChaosMcpServerTest {

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
                        ChaosMcpServer.class.getName(),
                        folder.toString(),
                        ChaosAgents.TOOLS,
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
    void initializesAndListsItsTool() throws IOException {
        assertThat(ask("server/discover", "{}").path("error").path("code").asInt())
                .isEqualTo(-32601);
        assertThat(ask("initialize", "{\"protocolVersion\":\"2025-11-25\"}")
                        .path("result")
                        .path("protocolVersion")
                        .asText())
                .isEqualTo("2025-11-25");
        assertThat(ask("tools/list", "{}").at("/result/tools/0/name").asText()).isEqualTo(ChaosMcpServer.TOOL);
    }

    @Test
    void followsTheScriptAndRecordsCalls() throws IOException {
        assertThat(call(1).path("error").path("code").asInt()).isEqualTo(-32000);
        assertThat(call(2).path("result").has("content")).isFalse();
        var done = call(3).path("result").path("structuredContent");

        var calls = CallJournal.readAll(folder);
        assertThat(calls).extracting(call -> call.attempt()).containsExactly(1, 2, 3);
        assertThat(calls.getLast().reply()).contains(Sha256.of(done.toString()));
        assertThat(calls.getLast().key()).isEqualTo("tsk_1/0");
    }

    @Test
    void writesItsProcessId() throws IOException {
        ask("tools/list", "{}");

        assertThat(Files.readString(folder.resolve(ChaosMcpServer.PID_FILE))).isEqualTo(Long.toString(process.pid()));
    }

    private JsonNode call(int attempt) throws IOException {
        var work = new ScriptedWork(
                "n", AgentScript.of(ScriptStep.UNAVAILABLE, ScriptStep.MALFORMED), "canary", Duration.ZERO);
        var params = JSON.createObjectNode();
        params.putObject("_meta").put("dev.pulser/idempotency-key", "tsk_1/0").put("dev.pulser/attempt", attempt);
        params.put("name", ChaosMcpServer.TOOL);
        params.set("arguments", JSON.readTree(work.payload()));
        return ask("tools/call", params.toString());
    }

    private JsonNode ask(String method, String params) throws IOException {
        in.println("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}");
        return JSON.readTree(out.readLine());
    }
}
