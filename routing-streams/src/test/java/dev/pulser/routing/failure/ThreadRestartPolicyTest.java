// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThreadRestartPolicyTest {

    private Instant now = NOON;
    private final ThreadRestartPolicy policy = new ThreadRestartPolicy(() -> now, 2, Duration.ofMinutes(10));

    @Test
    void replacesThreadsUntilTooManyHaveDied() {
        var failure = new IllegalStateException("a test");

        assertThat(policy.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(policy.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(policy.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void ignoresDeathsBeforeTheWindow() {
        var failure = new IllegalStateException("a test");
        policy.handle(failure);
        policy.handle(failure);

        now = now.plus(Duration.ofMinutes(10)).plusMillis(1);

        assertThat(policy.handle(failure)).isEqualTo(REPLACE_THREAD);
    }
}
