// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.hold;

import java.util.Locale;

/** Why nothing is started though the agent has room. */
public enum Hold {
    /** Its adapters find the agent unhealthy. */
    UNHEALTHY,
    /** What waits is above the limits that the agent may be asked at. */
    RATE_LIMIT,
    /** Too little is left to spend. */
    BUDGET;

    /** As it stands in an agent's status. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
