// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the run was set up with.
 *
 * @param planned      operations that were to be sent
 * @param delays       the pauses before the second, third, … attempt
 * @param attemptLimit of every agent of the run
 * @param lease        silence after which an adapter is taken for dead
 * @param onceAgents   those whose work must not be done twice
 * @param faults       those that were asked for, {@code a+b} for two at once
 * @param quiet        whether everything came to rest
 */
public record Terms(
        long seed,
        long planned,
        List<Duration> delays,
        Duration attemptLimit,
        Duration lease,
        Set<String> onceAgents,
        Set<String> faults,
        boolean quiet) {

    public Terms {
        delays = List.copyOf(delays);
        onceAgents = Set.copyOf(onceAgents);
        faults = Set.copyOf(faults);
    }

    /** Attempts in all, the first included. */
    public int maxAttempts() {
        return delays.size() + 1;
    }
}
