// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.json.Json;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    @Test
    void readsOneCall() {
        var payload = new Json("{\"tool\":\"say\",\"arguments\":{\"a\":1.0},\"server\":\"main\",\"why\":\"a note\"}");

        assertThat(Plan.of(payload))
                .isEqualTo(new Plan.One(new PlannedCall(Optional.of("main"), "say", new Json("{\"a\":1.0}"))));
    }

    @Test
    void readsACallWithoutArguments() {
        assertThat(Plan.of(new Json("{\"tool\":\"say\"}")))
                .isEqualTo(new Plan.One(new PlannedCall(Optional.empty(), "say", Json.EMPTY_OBJECT)));
    }

    @Test
    void findsNoToolInAnotherPayload() {
        assertThat(Plan.of(new Json("{\"file\":\"GUIDE.md\"}"))).isEqualTo(new Plan.NoTool());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tool\":1}                                      | payload.tool has to be",
                "{\"tool\":\" \"}                                  | payload.tool has to be",
                "{\"tool\":\"a\",\"arguments\":[]}                 | payload.arguments has to be",
                "{\"tool\":\"a\",\"server\":1}                     | payload.server has to be",
                "{\"calls\":{}}                                    | payload.calls has to be a list of 1 to 20",
                "{\"calls\":[]}                                    | payload.calls has to be a list of 1 to 20",
                "{\"calls\":[{\"tool\":\"a\"},{}]}                 | payload.calls[1].tool has to be",
                "{\"calls\":[{\"tool\":\"a\",\"arguments\":1}]}    | payload.calls[0].arguments has to be",
            })
    void namesTheFieldThatIsWrong(String payload, String fault) {
        assertThat(Plan.of(new Json(payload)))
                .isInstanceOfSatisfying(
                        Plan.Faulty.class, faulty -> assertThat(faulty.fault()).startsWith(fault));
    }

    @Test
    void takesTwentyCallsAndNoMore() {
        assertThat(Plan.of(calls(20))).isInstanceOf(Plan.Several.class);
        assertThat(Plan.of(calls(21))).isInstanceOf(Plan.Faulty.class);
    }

    private static Json calls(int count) {
        return new Json(IntStream.range(0, count)
                .mapToObj(i -> "{\"tool\":\"say\"}")
                .collect(Collectors.joining(",", "{\"calls\":[", "]}")));
    }
}
