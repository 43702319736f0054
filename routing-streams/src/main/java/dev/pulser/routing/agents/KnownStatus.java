// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.agents;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.name.AgentName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What each lane, of whatever instance, last said of itself. Written by the global thread, read by every stream thread; a
 * moment behind the lanes.
 */
public final class KnownStatus {

    private final Map<AgentName, AgentStatus> byAgent = new ConcurrentHashMap<>();

    /** How the agent was found; unknown where its lane has never said. */
    public AgentHealth health(AgentName agent) {
        var status = byAgent.get(agent);
        return status == null ? AgentHealth.UNKNOWN : status.health();
    }

    /** Whether the agent starts no attempts until it is resumed. */
    public boolean isPaused(AgentName agent) {
        var status = byAgent.get(agent);
        return status != null && status.paused();
    }

    /** @param status null where the lane has taken back what it said */
    public void put(AgentName agent, @Nullable AgentStatus status) {
        if (status == null) {
            byAgent.remove(agent);
        } else {
            byAgent.put(agent, status);
        }
    }
}
