// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.TaskType;
import dev.pulser.ingest.servers.McpServerCatalog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warnings about valid definitions that may not have the intended effect. Thread-safe. */
@Singleton
final class AgentDefinitionWarnings {

    private final McpServerCatalog servers;

    @Inject
    AgentDefinitionWarnings(McpServerCatalog servers) {
        this.servers = servers;
    }

    List<String> of(AgentDefinition agent, AgentTable table) {
        var warnings = new ArrayList<String>();
        for (var server : agent.servers()) {
            if (!servers.isKnown(server)) {
                warnings.add("MCP server %s is not configured on any adapter. Its tools cannot be called until it is."
                        .formatted(server));
            }
        }
        agent.taskTypes().stream()
                .map(TaskType::name)
                .sorted()
                .forEach(type -> earlierHome(agent, type, table)
                        .ifPresent(home -> warnings.add(
                                "Tasks of type %s are still routed to agent %s, which has this type and comes first by name."
                                        .formatted(type, home.name()))));
        return List.copyOf(warnings);
    }

    private static Optional<AgentDefinition> earlierHome(AgentDefinition agent, String type, AgentTable table) {
        return table.agents().stream()
                .filter(other -> other.name().compareTo(agent.name()) < 0)
                .filter(other -> other.taskTypes().contains(new TaskType(type)))
                .findFirst();
    }
}
