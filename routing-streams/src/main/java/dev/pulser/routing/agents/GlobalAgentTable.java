// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Agent definitions of this instance. Written by the global thread and read by stream threads, which see a consistent
 * snapshot; a change replaces the table, so that an unchanged table is equal to the previous one.
 */
public final class GlobalAgentTable {

    private final AtomicReference<AgentTable> table = new AtomicReference<>(AgentTable.empty());

    /** Returns a table with these agents. */
    public static GlobalAgentTable of(AgentDefinition... definitions) {
        var agents = new GlobalAgentTable();
        List.of(definitions).forEach(agent -> agents.put(agent.name(), agent));
        return agents;
    }

    /** Returns the current snapshot. */
    public AgentTable table() {
        return table.get();
    }

    /** @param agent null removes the agent */
    public void put(AgentName name, @Nullable AgentDefinition agent) {
        table.updateAndGet(agents -> agent == null ? agents.without(name) : agents.with(agent));
    }
}
