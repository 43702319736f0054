// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.agents;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Last published status of each agent, of lanes on all instances. Written by the global thread, read by stream threads;
 * lags behind the lanes.
 */
public final class GlobalStatusTable {

    private final Map<AgentName, AgentStatus> byAgent = new ConcurrentHashMap<>();

    /** Returns the agent's health; unknown without a status. */
    public AgentHealth health(AgentName agent) {
        var status = byAgent.get(agent);
        return status == null ? AgentHealth.UNKNOWN : status.health();
    }

    public boolean isPaused(AgentName agent) {
        var status = byAgent.get(agent);
        return status != null && status.pauses().paused();
    }

    /** @param status null removes the status */
    public void put(AgentName agent, @Nullable AgentStatus status) {
        if (status == null) {
            byAgent.remove(agent);
        } else {
            byAgent.put(agent, status);
        }
    }
}
