// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

/** State of a circuit breaker. */
public enum BreakerState {
    CLOSED,
    /** Attempts are deferred. */
    OPEN,
    /** A few attempts test the agent. */
    HALF_OPEN
}
