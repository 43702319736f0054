// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settlement;

import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Policy for retries of failed attempts.
 *
 * @param delays delay after the first, second, … failed attempt; the number of delays is the number of retries
 */
public record RetryPolicy(List<Duration> delays) {

    /** Longest delay that an agent can request. */
    public static final Duration MAX_REQUESTED_DELAY = Duration.ofHours(1);

    /** Divisor of a delay: jitter adds up to a fifth, so that tasks that failed together are not retried together. */
    private static final int JITTER_DIVISOR = 5;

    public RetryPolicy {
        delays = List.copyOf(delays);
        if (delays.stream().anyMatch(delay -> !delay.isPositive() || delay.compareTo(Duration.ofDays(1)) > 0)) {
            throw new IllegalArgumentException(
                    "pulser.routing.retry.delays is %s. Each delay must be above 0 and at most 1 day, for example 5s,25s,125s."
                            .formatted(delays));
        }
    }

    /** Returns the number of attempts, the first included. */
    public int maxAttempts() {
        return delays.size() + 1;
    }

    /** Returns true when another attempt may follow this one. */
    public boolean allowsRetryAfter(int attempt) {
        return attempt < maxAttempts();
    }

    /**
     * Returns the delay after a failed attempt. Deterministic, jitter included.
     *
     * @param requested delay that the agent requests; only makes the delay longer, up to {@link #MAX_REQUESTED_DELAY}
     */
    public Duration delay(TaskId task, int attempt, @Nullable Duration requested) {
        var configured = delays.get(Math.min(attempt, delays.size()) - 1);
        long spread = configured.toMillis() / JITTER_DIVISOR;
        long jitter = spread == 0 ? 0 : Math.floorMod(hash(task, attempt), spread + 1);
        var delay = configured.plusMillis(jitter);
        if (requested == null || requested.compareTo(delay) <= 0) {
            return delay;
        }
        return requested.compareTo(MAX_REQUESTED_DELAY) < 0 ? requested : MAX_REQUESTED_DELAY;
    }

    /** Returns a well-distributed number that is equal on all instances and after restarts. */
    private static long hash(TaskId task, int attempt) {
        long bits = (task.value().hashCode() * 31L + attempt) * 0x9E3779B97F4A7C15L;
        return (bits ^ (bits >>> 32)) * 0xBF58476D1CE4E5B9L;
    }
}
