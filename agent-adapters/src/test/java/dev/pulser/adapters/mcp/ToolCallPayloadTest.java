// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.toolcall.ToolCallRequest;
import dev.pulser.service.json.Json;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolCallPayloadTest {

    @Test
    void readsOneCall() {
        var payload = new Json("{\"tool\":\"say\",\"arguments\":{\"a\":1.0},\"server\":\"main\",\"why\":\"a note\"}");

        assertThat(ToolCallPayload.parse(payload))
                .isEqualTo(new ToolCallPayload.Single(
                        new ToolCallRequest(Optional.of("main"), "say", new Json("{\"a\":1.0}"))));
    }

    @Test
    void readsACallWithoutArguments() {
        assertThat(ToolCallPayload.parse(new Json("{\"tool\":\"say\"}")))
                .isEqualTo(new ToolCallPayload.Single(new ToolCallRequest(Optional.empty(), "say", Json.EMPTY_OBJECT)));
    }

    @Test
    void findsNoToolInAnotherPayload() {
        assertThat(ToolCallPayload.parse(new Json("{\"file\":\"GUIDE.md\"}"))).isEqualTo(new ToolCallPayload.NoTool());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tool\":1}                                      | payload.tool must be",
                "{\"tool\":\" \"}                                  | payload.tool must be",
                "{\"tool\":\"a\",\"arguments\":[]}                 | payload.arguments must be",
                "{\"tool\":\"a\",\"server\":1}                     | payload.server must be",
                "{\"calls\":{}}                                    | payload.calls must be a list of 1 to 20",
                "{\"calls\":[]}                                    | payload.calls must be a list of 1 to 20",
                "{\"calls\":[{\"tool\":\"a\"},{}]}                 | payload.calls[1].tool must be",
                "{\"calls\":[{\"tool\":\"a\",\"arguments\":1}]}    | payload.calls[0].arguments must be",
            })
    void namesTheInvalidField(String payload, String reason) {
        assertThat(ToolCallPayload.parse(new Json(payload)))
                .isInstanceOfSatisfying(
                        ToolCallPayload.Invalid.class,
                        invalid -> assertThat(invalid.reason()).startsWith(reason));
    }

    @Test
    void limitsCallsToTwenty() {
        assertThat(ToolCallPayload.parse(calls(20))).isInstanceOf(ToolCallPayload.Sequence.class);
        assertThat(ToolCallPayload.parse(calls(21))).isInstanceOf(ToolCallPayload.Invalid.class);
    }

    private static Json calls(int count) {
        return new Json(IntStream.range(0, count)
                .mapToObj(i -> "{\"tool\":\"say\"}")
                .collect(Collectors.joining(",", "{\"calls\":[", "]}")));
    }
}
