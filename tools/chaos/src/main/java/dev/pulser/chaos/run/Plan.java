// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import dev.pulser.chaos.fault.Strike;
import java.time.Duration;
import java.util.List;

/**
 * What is to be done.
 *
 * @param length     how long tasks are sent
 * @param rate       operations a second
 * @param strikes    each is dealt at least once
 * @param rest       the least time between two strikes
 * @param delays     the pauses before the second, third, … attempt that Pulser was given
 * @param lease      that Pulser was given
 * @param partitions of the topics
 */
public record Plan(
        long seed,
        Duration length,
        int rate,
        List<Strike> strikes,
        Duration rest,
        List<Duration> delays,
        Duration lease,
        int partitions) {

    private static final Duration PAIRS_FROM = Duration.ofMinutes(5);

    public Plan {
        strikes = List.copyOf(strikes);
        delays = List.copyOf(delays);
        if (rate < 1 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a run sends at least one operation a second, for some time");
        }
    }

    /** A run that is long enough deals two faults at once, too. */
    boolean pairs() {
        return length.compareTo(PAIRS_FROM) >= 0;
    }

    /** After the last fault everything may take this long to come to rest. */
    Duration quietLimit(Duration attemptLimit) {
        var pauses = delays.stream()
                .reduce(Duration.ZERO, Duration::plus)
                .multipliedBy(6)
                .dividedBy(5);
        var attempts = attemptLimit.plus(lease).plusSeconds(5).multipliedBy(delays.size() + 1L);
        return pauses.plus(attempts).plusSeconds(60);
    }
}
