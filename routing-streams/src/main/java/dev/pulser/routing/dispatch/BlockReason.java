// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.dispatch;

import java.util.Locale;

/** Reason for which no attempt starts although the agent has free capacity. */
public enum BlockReason {
    /** All adapters report the agent unhealthy. */
    UNHEALTHY,
    /** A rate or concurrency limit of the agent is reached. */
    RATE_LIMIT,
    /** The remaining budget is less than one attempt may cost. */
    BUDGET;

    /** Returns the name used in an agent's status. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
