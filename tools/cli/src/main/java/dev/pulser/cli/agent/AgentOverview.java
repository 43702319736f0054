// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.api.ApiException;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.api.PulserClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Agents with the counts of their lanes, and with a field {@code health} where that is known.
 *
 * @param agents responses of the REST API, by name
 */
public record AgentOverview(List<JsonNode> agents) {

    public AgentOverview {
        agents = List.copyOf(agents);
    }

    /** Fetches the agents and then their health; when only the health is unavailable, the agents come without it. */
    public static AgentOverview of(PulserClient client) {
        var agents = JsonFields.items(client.agents(), "agents");
        var health = health(client);
        for (var agent : agents) {
            var status = health.get(agent.path("name").asText());
            if (status != null && agent instanceof ObjectNode fields) {
                fields.put("health", status);
            }
        }
        return new AgentOverview(agents);
    }

    private static Map<String, String> health(PulserClient client) {
        var health = new HashMap<String, String>();
        try {
            JsonFields.items(client.agentsHealth(), "agents")
                    .forEach(agent -> health.put(
                            agent.path("name").asText(), agent.path("status").asText()));
        } catch (ApiException e) {
            return Map.of();
        }
        return health;
    }
}
