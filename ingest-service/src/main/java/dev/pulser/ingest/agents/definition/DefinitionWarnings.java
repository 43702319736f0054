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

/** What is allowed, and may yet not be what was meant. Safe from any thread. */
@Singleton
final class DefinitionWarnings {

    private final McpServerCatalog servers;

    @Inject
    DefinitionWarnings(McpServerCatalog servers) {
        this.servers = servers;
    }

    List<String> of(AgentDefinition agent, AgentTable table) {
        var warnings = new ArrayList<String>();
        for (var server : agent.servers()) {
            if (!servers.isKnown(server)) {
                warnings.add(
                        "no adapter has an MCP server %s; its tools cannot be called until one has".formatted(server));
            }
        }
        agent.taskTypes().stream()
                .map(TaskType::name)
                .sorted()
                .forEach(type -> homeBefore(agent, type, table)
                        .ifPresent(home -> warnings.add("task type %s stays with agent %s, whose name comes first"
                                .formatted(type, home.name()))));
        return List.copyOf(warnings);
    }

    private static Optional<AgentDefinition> homeBefore(AgentDefinition agent, String type, AgentTable table) {
        return table.agents().stream()
                .filter(each -> each.name().compareTo(agent.name()) < 0)
                .filter(each -> each.taskTypes().contains(new TaskType(type)))
                .findFirst();
    }
}
