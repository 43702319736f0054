// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage.Notification;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage.Request;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage.Unreadable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcMessageReaderTest {

    private static JsonRpcMessage read(String json) {
        return JsonRpcMessageReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Unreadable unreadable(String json) {
        assertThat(read(json)).as(json).isInstanceOf(Unreadable.class);
        return (Unreadable) read(json);
    }

    @Test
    void keepsTheBytesOfMembers() {
        var message = read(
                "{\"jsonrpc\":\"2.0\", \"id\" : 7 ,\"method\":\"m\",\"params\": {\"arguments\": {\"n\": 1.10,\"ü\":[ ]} } }");

        assertThat(message).isInstanceOfSatisfying(Request.class, request -> {
            assertThat(request.id()).isEqualTo("7");
            assertThat(request.method()).isEqualTo("m");
            assertThat(new String(request.params().json("arguments").orElseThrow(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"n\": 1.10,\"ü\":[ ]}");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9007199254740993", "\"\"", "\"a b\"", "\"\\u00e9\\\"\""})
    void keepsTheIdVerbatim(String id) {
        assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}"))
                .isInstanceOfSatisfying(
                        Request.class, request -> assertThat(request.id()).isEqualTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "1e3", "true", "{}", "[1]", "123456789012345678901"})
    void rejectsAnInvalidId(String id) {
        var message = unreadable("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}");

        assertThat(message.id()).isNull();
        assertThat(message.error().code()).isEqualTo(-32600);
        assertThat(message.error().message()).contains("id must be").contains("200");
    }

    @Test
    void rejectsAnIdThatIsTooLong() {
        var id = "x".repeat(201);

        assertThat(unreadable("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"m\"}")
                        .id())
                .isNull();
    }

    @Test
    void readsAMessageWithoutIdAsNotification() {
        assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                .isEqualTo(new Notification("notifications/initialized"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"jsonrpc":"1.0","id":1,"method":"m"}                       | jsonrpc
                    {"id":1,"method":"m"}                                       | jsonrpc
                    {"jsonrpc":2.0,"id":1,"method":"m"}                         | jsonrpc
                    {"jsonrpc":"2.0","id":1}                                    | method
                    {"jsonrpc":"2.0","id":1,"method":7}                         | method
                    {"jsonrpc":"2.0","id":1,"method":""}                        | method
                    {"jsonrpc":"2.0","id":1,"result":{}}                        | responses are not expected
                    {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m"}}   | responses are not expected
                    {"jsonrpc":"2.0","id":1,"method":"m","result":{},"error":1} | responses are not expected
                    """)
    void rejectsInvalidRequestsWithTheirId(String json, String reason) {
        var message = unreadable(json);

        assertThat(message.id()).isEqualTo("1");
        assertThat(message.error().code()).isEqualTo(-32600);
        assertThat(message.error().status()).isEqualTo(400);
        assertThat(message.error().message()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "\"m\""})
    void rejectsParametersThatAreNotAnObject(String params) {
        var message = unreadable("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":" + params + "}");

        assertThat(message.error().code()).isEqualTo(-32602);
    }

    @Test
    void rejectsABatch() {
        var message = unreadable("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}]");

        assertThat(message.error().code()).isEqualTo(-32600);
        assertThat(message.error().message()).contains("batches are not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"} x",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"m\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":1,\"a\":2}}",
                "\uFEFF{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":01,\"method\":\"m\"}"
            })
    void rejectsInvalidJson(String text) {
        var message = unreadable(text);

        assertThat(message.id()).isNull();
        assertThat(message.error().code()).isEqualTo(-32700);
        assertThat(message.error().status()).isEqualTo(400);
    }

    @Test
    void rejectsOtherEncodings() {
        var json = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}";

        assertThat(JsonRpcMessageReader.read(json.getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(Unreadable.class);
        assertThat(JsonRpcMessageReader.read(json.getBytes(StandardCharsets.UTF_16BE)))
                .isInstanceOf(Unreadable.class);
        assertThat(JsonRpcMessageReader.read(new byte[] {'{', (byte) 0xC3, '}'}))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void rejectsDeepNesting() {
        var deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":" + "{\"a\":".repeat(100_000);

        assertThat(unreadable(deep).error().message()).contains("100 levels");
    }
}
