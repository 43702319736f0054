// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that are routed to an agent.
 *
 * @param taskTypes   types whose home is this agent
 * @param inputSchema schema of the payloads; null accepts any JSON object
 * @param backups     agents that take over when this one is disabled or unhealthy, in order of preference
 * @param enabled     false routes no new tasks to the agent; tasks that are queued already still run
 */
public record AgentRouting(
        Set<TaskType> taskTypes, @Nullable PayloadSchema inputSchema, List<AgentName> backups, boolean enabled) {

    public AgentRouting {
        taskTypes = Set.copyOf(taskTypes);
        backups = List.copyOf(backups);
    }
}
