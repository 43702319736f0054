// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.status;

import java.util.Arrays;
import java.util.Locale;

/** Health of an agent. */
public enum HealthState {
    /** No check has completed yet. The agent is given tasks. */
    UNKNOWN,
    HEALTHY,
    /** The agent works with restrictions. It is given tasks. */
    DEGRADED,
    /** The agent is given no tasks; waiting ones move to its backups. */
    UNHEALTHY;

    /** Returns the state of this wire name, {@link #UNKNOWN} for a name that this version does not have. */
    public static HealthState parse(String name) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns true when the agent may be given tasks. */
    public boolean usable() {
        return this != UNHEALTHY;
    }
}
