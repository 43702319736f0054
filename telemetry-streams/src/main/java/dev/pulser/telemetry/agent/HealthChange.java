// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Change of an agent's health state.
 *
 * @param at time of the lane's report
 */
record HealthChange(AgentName agent, Instant at, Previous from, AgentHealth to) {

    /**
     * Health of an agent in its previous status.
     *
     * @param at    time of the lane's report
     * @param since start of the state; null when it is unknown
     */
    record Previous(Instant at, HealthState state, @Nullable Instant since) {

        private static final Previous NONE = new Previous(Instant.MIN, HealthState.UNKNOWN, null);
    }

    /** Returns the changes that these statuses report. A status that is older than the previous one is ignored. */
    static List<HealthChange> among(List<AgentStatus> statuses, Map<AgentName, Previous> stored) {
        var previous = new HashMap<>(stored);
        var changes = new ArrayList<HealthChange>();
        for (var status : statuses) {
            var before = previous.getOrDefault(status.agent(), Previous.NONE);
            if (status.at().isBefore(before.at())) {
                continue;
            }
            var health = status.health();
            if (health.state() != before.state()) {
                changes.add(new HealthChange(status.agent(), status.at(), before, health));
            }
            previous.put(status.agent(), new Previous(status.at(), health.state(), health.since()));
        }
        return changes;
    }

    /** Returns the start of the new state. */
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
