// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import static dev.pulser.toolbox.bench.ToolCalls.json;
import static dev.pulser.toolbox.protocol.McpExchange.exchange;
import static dev.pulser.toolbox.protocol.McpExchange.initialize;
import static dev.pulser.toolbox.protocol.McpExchange.modern;
import static dev.pulser.toolbox.protocol.McpExchange.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pulser.toolbox.host.Echo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StdioMcpServerTest {

    private static final String HELLO = initialize("2025-11-25");

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"})
    void acceptsEveryVersionWithHandshake(String version) throws Exception {
        assertThat(exchange(initialize(version))).containsExactly(json("""
                {"jsonrpc": "2.0", "id": 0, "result": {"protocolVersion": "%s", "capabilities": {"tools": {}},
                 "serverInfo": {"name": "toolbox", "version": "1.0"}, "instructions": "Use it."}}
                """.formatted(version)));
    }

    @Test
    void proposesItsNewestVersionForAnUnknownOne() throws Exception {
        assertThat(exchange(initialize("1999-01-01"))
                        .getFirst()
                        .at("/result/protocolVersion")
                        .asText())
                .isEqualTo("2025-11-25");
    }

    @Test
    void supportsDiscovery() throws Exception {
        assertThat(exchange(modern(1, "server/discover", ""))).containsExactly(json("""
                {"jsonrpc": "2.0", "id": 1, "result": {"resultType": "complete", "supportedVersions": ["2026-07-28"],
                 "capabilities": {"tools": {}}, "instructions": "Use it.", "ttlMs": 3600000, "cacheScope": "public",
                 "_meta": {"io.modelcontextprotocol/serverInfo": {"name": "toolbox", "version": "1.0"}}}}
                """));
    }

    @Test
    void namesTheVersionsItSupports() throws Exception {
        var request = modern(1, "server/discover", "").replace("2026-07-28", "1900-01-01");

        assertThat(exchange(request)).containsExactly(json("""
                {"jsonrpc": "2.0", "id": 1, "error": {"code": -32022, "message": "Unsupported protocol version",
                 "data": {"requested": "1900-01-01", "supported": ["2026-07-28"]}}}
                """));
    }

    @Test
    void listsTheSameToolsInBothModes() throws Exception {
        var legacy = exchange(HELLO, request(1, "tools/list", "{}")).get(1).path("result");
        var modern = exchange(modern(1, "tools/list", "")).getFirst().path("result");

        assertThat(legacy.propertyStream().map(Map.Entry::getKey)).containsExactly("tools");
        assertThat(modern.path("tools")).isEqualTo(legacy.path("tools"));
        assertThat(modern.path("resultType").asText()).isEqualTo("complete");
        assertThat(modern.path("cacheScope").asText()).isEqualTo("public");
        assertThat(legacy.path("tools").path(0)).isEqualTo(json("""
                {"name": "echo", "title": "Echo", "description": "Returns the message.",
                 "inputSchema": {"type": "object", "additionalProperties": false, "required": ["message"],
                   "properties": {"message": {"type": "string", "maxLength": 262144, "minLength": 1,
                     "description": "Text to return."}}},
                 "outputSchema": {"type": "object", "additionalProperties": false, "required": ["message"],
                   "properties": {"message": {"type": "string"}}},
                 "annotations": {"title": "Echo", "readOnlyHint": true, "idempotentHint": true,
                   "destructiveHint": false, "openWorldHint": false}}
                """));
    }

    @Test
    void returnsTextAndStructuredContent() throws Exception {
        var answer = exchange(
                        HELLO, request("\"a\"", "tools/call", "{\"name\":\"echo\",\"arguments\":{\"message\":\"hi\"}}"))
                .get(1);

        assertThat(answer).isEqualTo(json("""
                {"jsonrpc": "2.0", "id": "a", "result": {"isError": false, "structuredContent": {"message": "hi"},
                 "content": [{"type": "text", "text": "{\\"message\\":\\"hi\\"}"}]}}
                """));
    }

    @Test
    void marksStatelessResultsAsComplete() throws Exception {
        var answer = exchange(modern(1, "tools/call", ",\"name\":\"echo\",\"arguments\":{\"message\":\"hi\"}"))
                .getFirst();

        assertThat(answer.at("/result/resultType").asText()).isEqualTo("complete");
        assertThat(answer.at("/result/structuredContent/message").asText()).isEqualTo("hi");
    }

    @Test
    void reportsInvalidArgumentsAsAFailedCall() throws Exception {
        var answer = exchange(modern(1, "tools/call", ",\"name\":\"echo\",\"arguments\":{\"text\":\"hi\"}"))
                .getFirst();

        assertThat(answer.at("/result/isError").asBoolean()).isTrue();
        assertThat(answer.at("/result/content/0/text").asText())
                .isEqualTo("text is not an argument of this tool. It takes message.");
    }

    @Test
    void respondsToPingBeforeTheHandshake() throws Exception {
        assertThat(exchange(request(1, "ping", "{}")))
                .containsExactly(json("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {}}"));
    }

    @Test
    void acceptsBatchesInTheVersionThatHasThem() throws Exception {
        var batch = "[" + request(1, "ping", "{}") + "," + request(2, "ping", "{}") + ",5]";

        assertThat(exchange(initialize("2025-03-26"), batch))
                .extracting(answer -> answer.path("id").asText("none"))
                .containsExactly("0", "1", "2", "none");
    }

    @Test
    void rejectsTwoToolsOfOneName() {
        var twins = new StdioMcpServer(new ServerIdentity("t", "1", ""), List.of(new Echo(), new Echo()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> twins.serve(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream()))
                .withMessageContaining("echo");
    }
}
