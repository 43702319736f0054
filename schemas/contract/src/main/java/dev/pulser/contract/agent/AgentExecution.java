// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.time.Duration;

/**
 * Rules for running attempts on an agent.
 *
 * @param capacity   attempts that run at the same time, 1 to {@value #MAX_CAPACITY}
 * @param timeout    time limit of one attempt, above zero and at most 24 hours
 * @param idempotent true when two calls with the same idempotency key do the work once
 */
public record AgentExecution(int capacity, Duration timeout, AgentLimits limits, boolean idempotent) {

    public static final int MAX_CAPACITY = 10_000;

    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    public AgentExecution {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity must be from 1 to " + MAX_CAPACITY);
        }
        if (!timeout.isPositive() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout must be above zero and at most 24h");
        }
    }
}
