// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.util.Arrays;
import java.util.Locale;

/** How an agent is. */
public enum HealthState {
    /** Nobody has looked yet; it is given tasks. */
    UNKNOWN,
    HEALTHY,
    /** It works, but not as it should; it is given tasks. */
    DEGRADED,
    /** It is given no tasks; those that wait go to its backups. */
    UNHEALTHY;

    /** {@link #UNKNOWN} for a name that a newer version made. */
    public static HealthState parse(String name) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the agent may be given tasks. */
    public boolean usable() {
        return this != UNHEALTHY;
    }
}
