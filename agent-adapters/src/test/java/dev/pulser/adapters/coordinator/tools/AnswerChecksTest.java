// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerChecksTest {

    private final AnswerChecks checks =
            AnswerChecks.of("far", ToolListing.of(List.of(new Json("""
            {"name":"count","outputSchema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}"""), new Json("""
            {"name":"free"}"""), new Json("""
            {"name":"odd","outputSchema":{"type":"nothing"}}"""))));

    @Test
    void takesWhatWasPromised() {
        assertThat(checks.fault("count", new Json("{\"n\":1,\"more\":true}"))).isEmpty();
    }

    @Test
    void saysWhereAnAnswerIsNotWhatWasPromised() {
        assertThat(checks.fault("count", new Json("{\"n\":\"one\"}")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("structuredContent/n"));
        assertThat(checks.fault("count", null))
                .hasValueSatisfying(fault -> assertThat(fault).contains("no structuredContent"));
    }

    @Test
    void asksNothingOfAToolThatPromisedNothing() {
        assertThat(checks.fault("free", null)).isEmpty();
        assertThat(checks.fault("unknown", Json.NULL)).isEmpty();
    }

    @Test
    void holdsNoAnswerAgainstASchemaThatIsNone() {
        assertThat(checks.fault("odd", new Json("{}"))).isEmpty();
    }
}
