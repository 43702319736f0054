// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import dev.pulser.chaos.nemesis.Fault;
import java.time.Duration;
import java.util.List;

/**
 * What is to be done.
 *
 * @param length     how long tasks are sent
 * @param rate       operations a second
 * @param rest       the least time between two faults
 * @param delays     the pauses before the second, third, … attempt that Pulser was given
 * @param lease      that Pulser was given
 * @param partitions of the topics
 */
public record Plan(
        long seed,
        Duration length,
        int rate,
        List<Fault> faults,
        Duration rest,
        List<Duration> delays,
        Duration lease,
        int partitions) {

    public Plan {
        faults = List.copyOf(faults);
        delays = List.copyOf(delays);
        if (rate < 1 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a run sends at least one operation a second, for some time");
        }
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
