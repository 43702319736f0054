// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.name.AgentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent's health became another.
 *
 * @param at   when its lane said so
 * @param from what it was
 * @param to   what it is
 */
record HealthChange(AgentName agent, Instant at, Known from, AgentHealth to) {

    /**
     * What is known of an agent's health.
     *
     * @param at    when its lane said so last
     * @param since when it became so, where that is known
     */
    record Known(Instant at, HealthState state, @Nullable Instant since) {

        private static final Known NOTHING = new Known(Instant.MIN, HealthState.UNKNOWN, null);
    }

    /** What these statuses change; one that is older than what is known changes nothing. */
    static List<HealthChange> among(List<AgentStatus> statuses, Map<AgentName, Known> known) {
        var latest = new HashMap<>(known);
        var changes = new ArrayList<HealthChange>();
        for (var status : statuses) {
            var before = latest.getOrDefault(status.agent(), Known.NOTHING);
            if (status.at().isBefore(before.at())) {
                continue;
            }
            var health = status.health();
            if (health.state() != before.state()) {
                changes.add(new HealthChange(status.agent(), status.at(), before, health));
            }
            latest.put(status.agent(), new Known(status.at(), health.state(), health.since()));
        }
        return changes;
    }

    /** When it became so. */
    Instant since() {
        var since = to.since();
        return since == null ? at : since;
    }

    boolean isFailure() {
        return to.state() == HealthState.UNHEALTHY;
    }

    boolean isRecovery() {
        return from.state() == HealthState.UNHEALTHY
                && (to.state() == HealthState.HEALTHY || to.state() == HealthState.DEGRADED);
    }
}
