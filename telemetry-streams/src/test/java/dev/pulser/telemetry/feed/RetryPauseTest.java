// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPauseTest {

    private final RetryPause pause = RetryPause.between(Duration.ofMillis(100), Duration.ofMillis(250));

    @Test
    void doublesUpToTheLongest() {
        assertThat(pause.next()).hasMillis(100);
        assertThat(pause.longer().next()).hasMillis(200);
        assertThat(pause.longer().longer().next()).hasMillis(250);
        assertThat(pause.longer().longer().longer().next()).hasMillis(250);
    }

    @Test
    void beginsAnew() {
        assertThat(pause.longer().longer().reset()).isEqualTo(pause);
    }

    @Test
    void refusesToShrink() {
        assertThatThrownBy(() -> RetryPause.between(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
