// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.launcher.rest.ApiFailure;
import dev.pulser.launcher.rest.PulserClient;
import dev.pulser.launcher.task.TaskTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every agent as its lane last counted itself, each with a field {@code health}, where that is known.
 *
 * @param agents in the order of their names
 */
public record AgentsAndHealth(List<JsonNode> agents) {

    public AgentsAndHealth {
        agents = List.copyOf(agents);
    }

    /** Asks twice; where only the second question is not answered, the agents are there without their health. */
    public static AgentsAndHealth of(PulserClient client) {
        var agents = TaskTable.itemsOf(client.agents(), "agents");
        var health = health(client);
        for (var agent : agents) {
            var status = health.get(agent.path("name").asText());
            if (status != null && agent instanceof ObjectNode fields) {
                fields.put("health", status);
            }
        }
        return new AgentsAndHealth(agents);
    }

    private static Map<String, String> health(PulserClient client) {
        var health = new HashMap<String, String>();
        try {
            TaskTable.itemsOf(client.agentsHealth(), "agents")
                    .forEach(agent -> health.put(
                            agent.path("name").asText(), agent.path("status").asText()));
        } catch (ApiFailure e) {
            return Map.of();
        }
        return health;
    }
}
