// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.text.AgentWriter;
import dev.pulser.contract.name.AgentName;
import dev.pulser.launcher.rest.ApiFailure;
import dev.pulser.launcher.rest.PulserClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Adds agents one after the other, each after its backups. Agents that are each other's backups are added first, and get
 * their backups when all are there.
 */
final class Addition {

    private final PulserClient client;
    private final UnaryOperator<ObjectNode> asked;
    private final Set<AgentName> there;
    private final List<JsonNode> receipts = new ArrayList<>();

    /**
     * @param asked writes who asks and why into a body
     * @param there who is there already
     */
    Addition(PulserClient client, UnaryOperator<ObjectNode> asked, Set<AgentName> there) {
        this.client = client;
        this.asked = asked;
        this.there = new HashSet<>(there);
    }

    /**
     * What Pulser answered, a receipt for each request.
     *
     * @throws ApiFailure that says which were added before
     */
    List<JsonNode> add(List<AgentDefinition> agents) {
        var added = new ArrayList<String>();
        try {
            var incomplete = new ArrayList<AgentDefinition>();
            for (var agent : inOrder(agents)) {
                receipts.add(client.command("agents", asked.apply(body(agent))));
                if (!there.containsAll(agent.backups())) {
                    incomplete.add(agent);
                }
                there.add(agent.name());
                added.add(agent.name().value());
            }
            incomplete.forEach(this::complete);
            return receipts;
        } catch (ApiFailure e) {
            throw added.isEmpty() ? e : e.advising("added before that: " + String.join(", ", added));
        }
    }

    private List<AgentDefinition> inOrder(List<AgentDefinition> agents) {
        var left = new ArrayList<>(agents);
        var known = new HashSet<>(there);
        var ordered = new ArrayList<AgentDefinition>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(agent -> known.containsAll(agent.backups()))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            known.add(next.name());
            ordered.add(next);
        }
        return ordered;
    }

    private ObjectNode body(AgentDefinition agent) {
        var body = AgentWriter.write(agent);
        if (!there.containsAll(agent.backups())) {
            body.remove("backups");
        }
        return body;
    }

    private void complete(AgentDefinition agent) {
        var patch = JsonNodeFactory.instance.objectNode();
        var backups = patch.putArray("backups");
        agent.backups().forEach(backup -> backups.add(backup.value()));
        receipts.add(client.changeAgent(agent.name().value(), asked.apply(patch)));
    }
}
