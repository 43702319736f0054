// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.contract.sample.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningAttemptsTest {

    @Test
    void isFullAtTheLimitOfAttempts() {
        var running = new RunningAttempts(2, 1 << 20);
        running.add(attempt("{}"));
        assertThat(running.isFull()).isFalse();

        running.add(attempt("{}"));

        assertThat(running.isFull()).isTrue();
    }

    @Test
    void isFullAtTheLimitOfBytesAndEmptiesAgain() {
        var running = new RunningAttempts(100, 10);
        var large = attempt("{\"a\":\"0123456789\"}");

        running.add(large);
        assertThat(running.isFull()).isTrue();

        running.remove(large);
        assertThat(running.isFull()).isFalse();
    }

    @Test
    void rejectsAnOlderEpoch() {
        var running = new RunningAttempts(100, 100);
        var task = Samples.aTask().build();
        running.add(new RunningAttempt(Assignments.of(task, 2), Assignments.NOW));

        assertThat(running.add(new RunningAttempt(Assignments.of(task, 1), Assignments.NOW)))
                .isFalse();
        assertThat(running.add(new RunningAttempt(Assignments.of(task, 2), Assignments.NOW)))
                .isFalse();
        assertThat(running.add(new RunningAttempt(Assignments.of(task, 3), Assignments.NOW)))
                .isTrue();
        assertThat(running.size()).isEqualTo(1);
    }

    @Test
    void remembersALimitedNumberOfEndedAttempts() {
        var ended = new RecentAttempts(1);
        var first = Samples.aTask().build().id();

        ended.add(first, 2);
        assertThat(ended.covers(first, 1)).isTrue();
        assertThat(ended.covers(first, 3)).isFalse();

        ended.add(Samples.aTask().build().id(), 1);
        assertThat(ended.covers(first, 1)).isFalse();
    }

    @Test
    void waitsUntilNoAttemptIsRunning() throws InterruptedException {
        var running = new RunningAttempts(100, 100);
        var attempt = attempt("{}");
        running.add(attempt);

        assertThat(running.awaitNone(Duration.ofMillis(20))).isFalse();
        Thread.startVirtualThread(() -> running.remove(attempt));

        assertThat(running.awaitNone(Duration.ofSeconds(10))).isTrue();
    }

    private static RunningAttempt attempt(String payload) {
        return new RunningAttempt(Assignments.withPayload(payload), Assignments.NOW);
    }
}
