// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import static dev.pulser.toolbox.protocol.McpExchange.exchange;
import static dev.pulser.toolbox.protocol.McpExchange.modern;
import static dev.pulser.toolbox.protocol.McpExchange.request;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedMessagesTest {

    @Test
    void survivesADefectOfATool() throws Exception {
        var responses = exchange(modern(1, "tools/call", ",\"name\":\"broken\""), modern(2, "server/discover", ""));

        assertThat(responses).hasSize(2).anySatisfy(answer -> {
            assertThat(answer.path("id").asInt()).isEqualTo(1);
            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32603);
            assertThat(answer.at("/error/message").asText())
                    .contains("tool broken")
                    .contains("on purpose");
        });
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
    void reportsMalformedMessages(String line, int code, Integer id) throws Exception {
        var responses = exchange(line, request(99, "ping", "{}"));

        assertThat(responses).hasSize(2);
        assertThat(responses.getFirst().at("/error/code").asInt()).isEqualTo(code);
        assertThat(responses.getFirst().path("id").isMissingNode()).isEqualTo(id == null);
        assertThat(responses.get(1).path("id").asInt()).isEqualTo(99);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            tools/call | ,"name":"unheard-of"                           | -32602 | Unknown tool: unheard-of
            tools/call | ,"name":5                                      | -32602 | name must be a string
            tools/call | ,"arguments":{}                                | -32602 | name must be a string
            tools/list | ,"cursor":"x"                                  | -32602 | cursor is invalid
            ping       | ,"x":1                                         | -32601 | Method not found: ping
            """)
    void reportsErrorsOfStatelessRequests(String method, String params, int code, String reason) throws Exception {
        var answer = exchange(modern(1, method, params)).getFirst();

        assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.at("/error/message").asText()).startsWith(reason);
    }

    @Test
    void requiresCapabilitiesInStatelessRequests() throws Exception {
        var request =
                request(1, "tools/list", "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}");
        var numbered = request(1, "tools/list", "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":5}}");

        assertThat(exchange(request).getFirst().at("/error/message").asText()).contains("clientCapabilities");
        assertThat(exchange(numbered).getFirst().at("/error/message").asText()).contains("protocolVersion");
    }
}
