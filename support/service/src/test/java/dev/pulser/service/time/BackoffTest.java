// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = Backoff.between(Duration.ofMillis(100), Duration.ofMillis(250));

    @Test
    void doublesUpToTheLimit() {
        assertThat(backoff.next()).hasMillis(100);
        assertThat(backoff.increased().next()).hasMillis(200);
        assertThat(backoff.increased().increased().next()).hasMillis(250);
        assertThat(backoff.increased().increased().increased().next()).hasMillis(250);
    }

    @Test
    void startsOverAfterASuccess() {
        assertThat(backoff.increased().increased().reset()).isEqualTo(backoff);
    }

    @Test
    void rejectsALimitBelowTheFirstPause() {
        assertThatThrownBy(() -> Backoff.between(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("first=PT2S longest=PT1S");
    }
}
