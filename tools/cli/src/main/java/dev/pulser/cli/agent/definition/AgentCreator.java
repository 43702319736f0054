// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.api.ApiException;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.document.AgentDefinitionWriter;
import dev.pulser.contract.name.AgentName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Creation of several agents, each after its backups. Agents that are backups of each other are created without backups
 * first, and updated once all exist.
 */
final class AgentCreator {

    private final PulserClient client;
    private final UnaryOperator<ObjectNode> audit;
    private final Set<AgentName> existing;
    private final List<JsonNode> receipts = new ArrayList<>();

    /**
     * Creates an object for one command.
     *
     * @param audit    adds the audit fields to the body of a request
     * @param existing names of the agents that exist already
     */
    AgentCreator(PulserClient client, UnaryOperator<ObjectNode> audit, Set<AgentName> existing) {
        this.client = client;
        this.audit = audit;
        this.existing = new HashSet<>(existing);
    }

    /**
     * Creates the agents, and returns the response to each request.
     *
     * @throws ApiException with the names of the agents that were created before the failure
     */
    List<JsonNode> create(List<AgentDefinition> agents) {
        var added = new ArrayList<String>();
        try {
            var incomplete = new ArrayList<AgentDefinition>();
            for (var agent : inOrder(agents)) {
                receipts.add(client.command("agents", audit.apply(body(agent))));
                if (!existing.containsAll(agent.backups())) {
                    incomplete.add(agent);
                }
                existing.add(agent.name());
                added.add(agent.name().value());
            }
            incomplete.forEach(this::complete);
            return receipts;
        } catch (ApiException e) {
            throw added.isEmpty() ? e : e.withHint("Added before the failure: " + String.join(", ", added) + ".");
        }
    }

    private List<AgentDefinition> inOrder(List<AgentDefinition> agents) {
        var remaining = new ArrayList<>(agents);
        var known = new HashSet<>(existing);
        var ordered = new ArrayList<AgentDefinition>();
        while (!remaining.isEmpty()) {
            var next = remaining.stream()
                    .filter(agent -> known.containsAll(agent.backups()))
                    .findFirst()
                    .orElse(remaining.getFirst());
            remaining.remove(next);
            known.add(next.name());
            ordered.add(next);
        }
        return ordered;
    }

    private ObjectNode body(AgentDefinition agent) {
        var body = AgentDefinitionWriter.write(agent);
        if (!existing.containsAll(agent.backups())) {
            body.remove("backups");
        }
        return body;
    }

    private void complete(AgentDefinition agent) {
        var patch = JsonNodeFactory.instance.objectNode();
        var backups = patch.putArray("backups");
        agent.backups().forEach(backup -> backups.add(backup.value()));
        receipts.add(client.changeAgent(agent.name().value(), audit.apply(patch)));
    }
}
