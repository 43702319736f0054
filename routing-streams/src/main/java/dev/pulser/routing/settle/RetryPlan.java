// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settle;

import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a failed task is tried again.
 *
 * @param delays the pause after the first, second, … failed attempt; as many retries as pauses, none turns retrying off
 */
public record RetryPlan(List<Duration> delays) {

    /** Longest pause that an agent can ask for. */
    public static final Duration MAX_ASKED_FOR = Duration.ofHours(1);

    /** A pause is longer than planned by up to one part in this many, so that what failed together is not retried so. */
    private static final int JITTER = 5;

    public RetryPlan {
        delays = List.copyOf(delays);
        if (delays.stream().anyMatch(delay -> !delay.isPositive() || delay.compareTo(Duration.ofDays(1)) > 0)) {
            throw new IllegalArgumentException(
                    "pulser.routing.retry.delays is %s, each must be above zero and at most a day, such as 5s,25s,125s"
                            .formatted(delays));
        }
    }

    /** Attempts in all, the first included. */
    public int maxAttempts() {
        return delays.size() + 1;
    }

    /** Whether another attempt may follow this one. */
    public boolean allowsAfter(int attempt) {
        return attempt < maxAttempts();
    }

    /**
     * The pause after {@code attempt} of {@code task} failed, the same whenever it is asked for.
     *
     * @param askedFor the agent's own wish, which only makes it longer, by at most {@link #MAX_ASKED_FOR}
     */
    public Duration pause(TaskId task, int attempt, @Nullable Duration askedFor) {
        var planned = delays.get(Math.min(attempt, delays.size()) - 1);
        long spread = planned.toMillis() / JITTER;
        long jitter = spread == 0 ? 0 : Math.floorMod(mixed(task, attempt), spread + 1);
        var pause = planned.plusMillis(jitter);
        if (askedFor == null || askedFor.compareTo(pause) <= 0) {
            return pause;
        }
        return askedFor.compareTo(MAX_ASKED_FOR) < 0 ? askedFor : MAX_ASKED_FOR;
    }

    /** A number that looks random but is the same on every instance and after every restart. */
    private static long mixed(TaskId task, int attempt) {
        long bits = (task.value().hashCode() * 31L + attempt) * 0x9E3779B97F4A7C15L;
        return (bits ^ (bits >>> 32)) * 0xBF58476D1CE4E5B9L;
    }
}
