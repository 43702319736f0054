// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox;

import static dev.pulser.toolbox.bench.ToolCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.toolbox.bench.ToolboxProcess;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolboxProcessIT {

    private ServerSocket silent;
    private ToolboxProcess toolbox;

    @BeforeEach
    void start() throws IOException {
        silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        toolbox = ToolboxProcess.start(Map.of("TOOLBOX_FILES", "../workspace", "TOOLBOX_HTTP_ALLOW", silentHost()));
    }

    @AfterEach
    void stop() throws IOException {
        toolbox.close();
        silent.close();
    }

    @Test
    void servesAClientWithHandshake() throws Exception {
        toolbox.say("""
                {"jsonrpc":"2.0","id":0,"method":"server/discover","params":{}}
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"markdown_outline","arguments":{"path":"GUIDE.md"}}}""");

        var answers = toolbox.next(4);

        assertThat(answers.get(0).has("error")).isTrue();
        assertThat(answers.get(1).at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
        assertThat(answers.get(2).at("/result/tools")).hasSize(13);
        assertThat(answers.get(3).at("/result/isError").asBoolean()).isFalse();
        assertThat(answers.get(3).at("/result/structuredContent/sections").asInt())
                .isEqualTo(26);
    }

    @Test
    void servesAStatelessClient() throws Exception {
        var discover = ToolboxJson.object().put("jsonrpc", "2.0").put("id", "d").put("method", "server/discover");
        discover.putObject("params").set("_meta", ToolboxProcess.meta());
        toolbox.say(discover.toString());
        assertThat(toolbox.next().at("/result/supportedVersions")).isEqualTo(json("[\"2026-07-28\"]"));

        toolbox.call(1, "csv_profile", json("{\"path\": \"sales.csv\"}"));

        assertThat(toolbox.next().at("/result/structuredContent/rows").asInt()).isEqualTo(240);
    }

    @Test
    void continuesAfterMalformedInput() throws Exception {
        toolbox.say("{half a line");
        toolbox.say(new byte[] {0, (byte) 0xFF, (byte) 0xFE, '\n'});
        toolbox.say("");
        toolbox.call(1, "echo", message("still here"));

        var answers = toolbox.next(3);

        assertThat(answers.get(0).at("/error/code").asInt()).isEqualTo(-32700);
        assertThat(answers.get(1).at("/error/code").asInt()).isEqualTo(-32700);
        assertThat(answers.get(2).at("/result/structuredContent/message").asText())
                .isEqualTo("still here");
    }

    @Test
    void continuesAfterALineOverTheLimit() throws Exception {
        toolbox.call(1, "echo", message("x".repeat(1_048_576)));
        toolbox.call(2, "echo", message("x".repeat(200_000)));

        assertThat(toolbox.next().at("/error/message").asText()).contains("must have at most 1000000 bytes");
        assertThat(toolbox.next().at("/result/structuredContent/message").asText())
                .hasSize(200_000);
    }

    @Test
    void answersQuickCallsWhileASlowOneRuns() throws Exception {
        toolbox.call(1, "http_get", silentUrl());
        try (var connection = silent.accept()) {
            for (var i = 2; i < 52; i++) {
                toolbox.call(i, "echo", message("n" + i));
            }

            assertThat(toolbox.next(50))
                    .extracting(answer -> answer.path("id").asInt())
                    .doesNotContain(1)
                    .doesNotHaveDuplicates();
            assertThat(connection.isConnected()).isTrue();
        }
    }

    @Test
    void abortsACanceledCallWithoutAResponse() throws Exception {
        toolbox.call(1, "http_get", silentUrl());
        try (var connection = silent.accept()) {
            toolbox.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

            // Well before the tool's own limit of five seconds.
            await().atMost(Duration.ofSeconds(3)).until(() -> closedByClient(connection));
            toolbox.call(2, "echo", message("next"));
            assertThat(toolbox.next().path("id").asInt()).isEqualTo(2);
        }
    }

    @Test
    void completesRunningCallsAtTheEndOfInput() throws Exception {
        for (var i = 0; i < 20; i++) {
            toolbox.call(i, "text_keywords", json("{\"path\": \"skills.md\"}"));
        }
        toolbox.closeInput();

        assertThat(toolbox.next(20))
                .extracting(answer -> answer.path("id").asInt())
                .doesNotHaveDuplicates();
        assertThat(toolbox.exitCode()).isZero();
    }

    @Test
    void endsDespiteAHangingCall() throws Exception {
        toolbox.call(1, "http_get", silentUrl());
        try (var connection = silent.accept()) {
            toolbox.closeInput();

            assertThat(toolbox.exitCode()).isZero();
            assertThat(connection.isConnected()).isTrue();
        }
    }

    @Test
    void doesNotStartWithAnInvalidSetting() throws Exception {
        try (var wrong = ToolboxProcess.start(Map.of("TOOLBOX_DATABASE_URL", "mysql://somewhere"))) {
            assertThat(wrong.exitCode()).isEqualTo(2);
        }
    }

    private boolean closedByClient(Socket connection) throws IOException {
        connection.setSoTimeout(50);
        try {
            while (connection.getInputStream().read() >= 0) {
                // the request itself
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private String silentHost() {
        return "127.0.0.1:" + silent.getLocalPort();
    }

    private JsonNode silentUrl() {
        return ToolboxJson.object().put("url", "http://" + silentHost() + "/");
    }

    private static JsonNode message(String message) {
        return ToolboxJson.object().put("message", message);
    }
}
