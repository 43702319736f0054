// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryReasonTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T12:00:05Z", "2026-01-31T12:00:05.123456789Z"})
    void saysWhenTheNextAttemptIsDue(String time) {
        var due = Instant.parse(time);

        assertThat(RetryReason.dueOf(RetryReason.of(due, "no answer. Twice.\nReally.")))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "no answer", "next attempt at noon. no answer", "next attempt at 2026-01-31T12:00:05Z"})
    void saysNothingWhereTheReasonDoesNot(String reason) {
        assertThat(RetryReason.dueOf(reason)).isNull();
    }

    @Test
    void beginsWithTheTimeForPeople() {
        assertThat(RetryReason.of(Instant.parse("2026-01-31T12:00:05Z"), "no answer"))
                .isEqualTo("next attempt at 2026-01-31T12:00:05Z. no answer");
    }
}
