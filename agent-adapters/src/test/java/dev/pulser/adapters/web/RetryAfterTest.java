// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private final RetryAfter retryAfter = new RetryAfter(InstantSource.fixed(Assignments.NOW));

    @Test
    void readsSecondsAndDates() {
        assertThat(retryAfter.parse(" 120 ")).contains(Duration.ofMinutes(2));
        assertThat(retryAfter.parse("Sat, 31 Jan 2026 12:00:30 GMT")).contains(Duration.ofSeconds(30));
    }

    @Test
    void isBetweenZeroAndOneHour() {
        assertThat(retryAfter.parse("99999999999999999999")).contains(Duration.ofHours(1));
        assertThat(retryAfter.parse("Fri, 31 Jan 2025 12:00:00 GMT")).contains(Duration.ZERO);
    }

    @Test
    void ignoresMalformedValues() {
        assertThat(retryAfter.parse("soon")).isEmpty();
        assertThat(retryAfter.parse("-5")).isEmpty();
    }
}
