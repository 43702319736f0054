// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import dev.pulser.chaos.fault.FaultCombination;
import java.time.Duration;
import java.util.List;

/**
 * Plan of a run.
 *
 * @param length     duration of the load
 * @param rate       operations per second
 * @param faults     faults to inject, each at least once
 * @param pause      shortest pause between two faults
 * @param delays     configured delays before the second, third, … attempt
 * @param lease      configured time without heartbeats after which an adapter counts as dead
 * @param partitions number of partitions of the topics
 */
public record ChaosPlan(
        long seed,
        Duration length,
        int rate,
        List<FaultCombination> faults,
        Duration pause,
        List<Duration> delays,
        Duration lease,
        int partitions) {

    private static final Duration PAIRS_FROM = Duration.ofMinutes(5);

    public ChaosPlan {
        faults = List.copyOf(faults);
        delays = List.copyOf(delays);
        if (rate < 1 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("rate and length of a run must be above zero");
        }
    }

    /** Returns true when the run is long enough to combine faults. */
    boolean pairs() {
        return length.compareTo(PAIRS_FROM) >= 0;
    }

    /** Returns the time limit for the end of all processing after the last fault. */
    Duration settleLimit(Duration attemptLimit) {
        var pauses = delays.stream()
                .reduce(Duration.ZERO, Duration::plus)
                .multipliedBy(6)
                .dividedBy(5);
        var attempts = attemptLimit.plus(lease).plusSeconds(5).multipliedBy(delays.size() + 1L);
        return pauses.plus(attempts).plusSeconds(60);
    }
}
