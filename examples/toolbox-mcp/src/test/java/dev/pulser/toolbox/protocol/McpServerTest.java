// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import static dev.pulser.toolbox.bench.Calling.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.toolbox.bench.Calling;
import dev.pulser.toolbox.host.Echo;
import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpServerTest {

    private static final String HELLO = initialize("2025-11-25");
    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final McpServer server =
            new McpServer(new ServerIdentity("toolbox", "1.0", "Use it."), List.of(new Echo(), new Broken()));

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"})
    void agreesToEveryLegacyVersion(String version) throws Exception {
        assertThat(exchange(initialize(version))).containsExactly(json("""
                {"jsonrpc": "2.0", "id": 0, "result": {"protocolVersion": "%s", "capabilities": {"tools": {}},
                 "serverInfo": {"name": "toolbox", "version": "1.0"}, "instructions": "Use it."}}
                """.formatted(version)));
    }

    @Test
    void offersItsNewestLegacyVersionForOneItDoesNotKnow() throws Exception {
        assertThat(exchange(initialize("1999-01-01"))
                        .getFirst()
                        .at("/result/protocolVersion")
                        .asText())
                .isEqualTo("2025-11-25");
    }

    @Test
    void isDiscoveredInTheModernWay() throws Exception {
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
    void listsToolsAlikeInBothErasButForTheEnvelope() throws Exception {
        var legacy = exchange(HELLO, request(1, "tools/list", "{}")).get(1).path("result");
        var modern = exchange(modern(1, "tools/list", "")).getFirst().path("result");

        assertThat(legacy.propertyStream().map(entry -> entry.getKey())).containsExactly("tools");
        assertThat(modern.path("tools")).isEqualTo(legacy.path("tools"));
        assertThat(modern.path("resultType").asText()).isEqualTo("complete");
        assertThat(modern.path("cacheScope").asText()).isEqualTo("public");
        assertThat(legacy.path("tools").path(0)).isEqualTo(json("""
                {"name": "echo", "title": "Echo", "description": "Returns the message it is given.",
                 "inputSchema": {"type": "object", "additionalProperties": false, "required": ["message"],
                   "properties": {"message": {"type": "string", "maxLength": 262144, "minLength": 1,
                     "description": "What to return."}}},
                 "outputSchema": {"type": "object", "additionalProperties": false, "required": ["message"],
                   "properties": {"message": {"type": "string"}}},
                 "annotations": {"title": "Echo", "readOnlyHint": true, "idempotentHint": true,
                   "destructiveHint": false, "openWorldHint": false}}
                """));
    }

    @Test
    void answersACallWithTextAndStructure() throws Exception {
        var answer = exchange(
                        HELLO, request("\"a\"", "tools/call", "{\"name\":\"echo\",\"arguments\":{\"message\":\"hi\"}}"))
                .get(1);

        assertThat(answer).isEqualTo(json("""
                {"jsonrpc": "2.0", "id": "a", "result": {"isError": false, "structuredContent": {"message": "hi"},
                 "content": [{"type": "text", "text": "{\\"message\\":\\"hi\\"}"}]}}
                """));
    }

    @Test
    void answersAModernCallAsComplete() throws Exception {
        var answer = exchange(modern(1, "tools/call", ",\"name\":\"echo\",\"arguments\":{\"message\":\"hi\"}"))
                .getFirst();

        assertThat(answer.at("/result/resultType").asText()).isEqualTo("complete");
        assertThat(answer.at("/result/structuredContent/message").asText()).isEqualTo("hi");
    }

    @Test
    void takesWrongArgumentsForAFailedCall() throws Exception {
        var answer = exchange(modern(1, "tools/call", ",\"name\":\"echo\",\"arguments\":{\"text\":\"hi\"}"))
                .getFirst();

        assertThat(answer.at("/result/isError").asBoolean()).isTrue();
        assertThat(answer.at("/result/content/0/text").asText())
                .isEqualTo("text is not an argument of this tool; it takes message");
    }

    @Test
    void survivesADefectOfATool() throws Exception {
        var answers = exchange(modern(1, "tools/call", ",\"name\":\"broken\""), modern(2, "server/discover", ""));

        assertThat(answers).hasSize(2).anySatisfy(answer -> {
            assertThat(answer.path("id").asInt()).isEqualTo(1);
            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32603);
            assertThat(answer.at("/error/message").asText())
                    .contains("tool broken")
                    .contains("on purpose");
        });
    }

    @Test
    void answersPingBeforeTheHandshake() throws Exception {
        assertThat(exchange(request(1, "ping", "{}")))
                .containsExactly(json("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {}}"));
    }

    @Test
    void ignoresNotificationsAndAnswers() throws Exception {
        assertThat(exchange(
                        "",
                        "  ",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard-of\",\"params\":{}}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":9}}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":[]}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"x\"}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            garbage                                                     | -32700 |
            {"jsonrpc":"2.0"                                            | -32700 |
            {"jsonrpc":"2.0","id":1,"method":"ping"} {}                 | -32700 |
            5                                                           | -32600 |
            []                                                          | -32600 |
            [{"jsonrpc":"2.0","id":1,"method":"ping"}]                  | -32600 |
            {"jsonrpc":"1.0","id":1,"method":"ping"}                    | -32600 | 1
            {"id":1,"method":"ping"}                                    | -32600 | 1
            {"jsonrpc":"2.0","id":null,"method":"ping"}                 | -32600 |
            {"jsonrpc":"2.0","id":1.5,"method":"ping"}                  | -32600 |
            {"jsonrpc":"2.0","id":{},"method":"ping"}                   | -32600 |
            {"jsonrpc":"2.0","id":1,"method":5}                         | -32600 | 1
            {"jsonrpc":"2.0","id":1}                                    | -32600 | 1
            {"jsonrpc":"2.0","id":1,"method":"tools/list"}              | -32600 | 1
            {"jsonrpc":"2.0","id":1,"method":"ping","params":[]}        | -32602 | 1
            {"jsonrpc":"2.0","id":1,"method":"initialize"}              | -32602 | 1
            {"jsonrpc":"2.0","id":1,"method":"server/discover"}         | -32602 | 1
            {"jsonrpc":"2.0","id":1,"method":"resources/list"}          | -32601 | 1
            """)
    void answersWhatIsWrongWithAnErrorAndGoesOn(String line, int code, Integer id) throws Exception {
        var answers = exchange(line, request(99, "ping", "{}"));

        assertThat(answers).hasSize(2);
        assertThat(answers.getFirst().at("/error/code").asInt()).isEqualTo(code);
        assertThat(answers.getFirst().path("id").isMissingNode()).isEqualTo(id == null);
        assertThat(answers.get(1).path("id").asInt()).isEqualTo(99);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            tools/call | ,"name":"unheard-of"                           | -32602 | Unknown tool: unheard-of
            tools/call | ,"name":5                                      | -32602 | name must be a string
            tools/call | ,"arguments":{}                                | -32602 | name must be a string
            tools/list | ,"cursor":"x"                                  | -32602 | cursor is unknown
            ping       | ,"x":1                                         | -32601 | Method not found: ping
            """)
    void saysWhatIsWrongWithAModernRequest(String method, String params, int code, String reason) throws Exception {
        var answer = exchange(modern(1, method, params)).getFirst();

        assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.at("/error/message").asText()).startsWith(reason);
    }

    @Test
    void wantsTheClientsCapabilitiesInAModernRequest() throws Exception {
        var request =
                request(1, "tools/list", "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}");
        var numbered = request(1, "tools/list", "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":5}}");

        assertThat(exchange(request).getFirst().at("/error/message").asText()).contains("clientCapabilities");
        assertThat(exchange(numbered).getFirst().at("/error/message").asText()).contains("protocolVersion");
    }

    @Test
    void takesTheMessagesOfABatchOneByOneWhereTheVersionHasBatches() throws Exception {
        var batch = "[" + request(1, "ping", "{}") + "," + request(2, "ping", "{}") + ",5]";

        assertThat(exchange(initialize("2025-03-26"), batch))
                .extracting(answer -> answer.path("id").asText("none"))
                .containsExactly("0", "1", "2", "none");
    }

    @Test
    void refusesTwoToolsOfOneName() {
        var twins = new McpServer(new ServerIdentity("t", "1", ""), List.of(new Echo(), new Echo()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> twins.serve(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream()))
                .withMessageContaining("echo");
    }

    private List<JsonNode> exchange(String... lines) throws Exception {
        var output = new ByteArrayOutputStream();
        server.serve(new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(UTF_8)), output);
        return output.toString(UTF_8).lines().map(Calling::json).toList();
    }

    private static String initialize(String version) {
        return request(
                0,
                "initialize",
                "{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{}}".formatted(version));
    }

    private static String modern(int id, String method, String params) {
        return request(id, method, "{" + META + params + "}");
    }

    private static String request(Object id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params);
    }

    private static final class Broken implements Tool {

        record Nothing() {}

        @Override
        public ToolSpec spec() {
            return new ToolSpec("broken", "Broken", "Fails.", List.of(), Nothing.class, false);
        }

        @Override
        public ToolResult call(Arguments arguments) {
            throw new IllegalStateException("on purpose");
        }
    }
}
