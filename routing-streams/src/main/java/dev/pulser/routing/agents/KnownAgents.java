// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The agent table of this instance. Written by the global thread, read by every stream thread, which sees each table
 * whole; a change gives a new table, so that identity tells whether anything changed.
 */
public final class KnownAgents {

    private final AtomicReference<AgentTable> table = new AtomicReference<>(AgentTable.empty());

    /** Agents that are known from the start. */
    public static KnownAgents of(AgentDefinition... definitions) {
        var agents = new KnownAgents();
        List.of(definitions).forEach(agent -> agents.put(agent.name(), agent));
        return agents;
    }

    /** The agents as of now. */
    public AgentTable table() {
        return table.get();
    }

    /** @param agent null where nobody defines it any more */
    public void put(AgentName name, @Nullable AgentDefinition agent) {
        table.updateAndGet(agents -> agent == null ? agents.without(name) : agents.with(agent));
    }
}
