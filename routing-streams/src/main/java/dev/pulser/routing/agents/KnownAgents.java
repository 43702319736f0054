// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The agent table of this instance. Written by the global thread, read by every stream thread, which sees each table
 * whole; a change gives a new table, so that identity tells whether anything changed.
 */
public final class KnownAgents {

    private final AtomicReference<AgentTable> table = new AtomicReference<>(AgentTable.empty());

    /** Agents that are known from the start. */
    public static KnownAgents of(AgentDefinition... definitions) {
        var agents = new KnownAgents();
        List.of(definitions).forEach(agents::put);
        return agents;
    }

    /** The agents as of now. */
    public AgentTable table() {
        return table.get();
    }

    void put(AgentDefinition agent) {
        table.updateAndGet(agents -> agents.with(agent));
    }

    void remove(AgentName name) {
        table.updateAndGet(agents -> agents.without(name));
    }
}
