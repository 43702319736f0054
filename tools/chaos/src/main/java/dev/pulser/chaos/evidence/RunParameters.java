// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Parameters of a run.
 *
 * @param planned             number of operations that were due
 * @param delays              delays before the second, third, … attempt
 * @param attemptLimit        time limit of an attempt
 * @param lease               time without heartbeats after which an adapter counts as dead
 * @param nonIdempotentAgents agents whose work must not be done twice
 * @param faults              requested faults, {@code a+b} for two at once
 * @param settled             true when all tasks had ended before the evidence was collected
 */
public record RunParameters(
        long seed,
        long planned,
        List<Duration> delays,
        Duration attemptLimit,
        Duration lease,
        Set<String> nonIdempotentAgents,
        Set<String> faults,
        boolean settled) {

    public RunParameters {
        delays = List.copyOf(delays);
        nonIdempotentAgents = Set.copyOf(nonIdempotentAgents);
        faults = Set.copyOf(faults);
    }

    /** Returns the highest number of attempts at a task, the first included. */
    public int maxAttempts() {
        return delays.size() + 1;
    }
}
