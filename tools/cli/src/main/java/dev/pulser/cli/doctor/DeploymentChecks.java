// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.ApiException;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.api.QueryParameters;
import dev.pulser.cli.console.CommandFailedException;
import dev.pulser.cli.topic.KafkaTopics;
import dev.pulser.cli.topic.TopicSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks of a running deployment through its public interfaces: topics, REST API, agents and tools.
 *
 * @param kafka bootstrap servers
 */
public record DeploymentChecks(PulserClient client, String kafka) {

    private static final String SEE_INGEST_LOG = "Check the log of ingest-service.";

    /** Runs all checks. */
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        findings.add(topics());
        findings.add(rest());
        findings.add(agents());
        findings.addAll(health());
        findings.addAll(tools());
        return findings;
    }

    private Finding topics() {
        try {
            var settings = TopicSettings.ofProcess();
            var problems = new KafkaTopics(kafka, settings.partitions(), settings.replication()).check();
            return problems.isEmpty()
                    ? Finding.ok("topics", "All topics exist and are configured correctly.")
                    : Finding.problem(
                            "topics",
                            String.join(" ", problems),
                            "Run ./pulser topics create to create missing topics.");
        } catch (CommandFailedException e) {
            return Finding.problem("topics", String.valueOf(e.getMessage()), "Check that Kafka is running.");
        }
    }

    private Finding rest() {
        try {
            client.health();
            return Finding.ok("REST API", "The API responds.");
        } catch (ApiException e) {
            return unavailable("REST API", e);
        }
    }

    private Finding agents() {
        try {
            var agents = JsonFields.items(client.agents(), "agents").size();
            return agents > 0
                    ? Finding.ok("agents", agents + " agents are defined.")
                    : Finding.problem(
                            "agents",
                            "No agent is defined.",
                            "Run ./pulser topics create to publish config/agents.yaml, or ./pulser agents add.");
        } catch (ApiException e) {
            return unavailable("agents", e);
        }
    }

    /** Returns a finding for each unhealthy agent. */
    List<Finding> health() {
        try {
            var unhealthy = JsonFields.items(client.agentsHealth(), "agents").stream()
                    .filter(agent -> agent.path("status").asText().equals("unhealthy"))
                    .map(DeploymentChecks::unhealthy)
                    .toList();
            return unhealthy.isEmpty() ? List.of(Finding.ok("health", "No agent is unhealthy.")) : unhealthy;
        } catch (ApiException e) {
            return List.of(unavailable("health", e));
        }
    }

    private static Finding unhealthy(JsonNode agent) {
        var name = agent.path("name").asText();
        var consequence = agent.hasNonNull("backup")
                ? "Its backup %s takes over.".formatted(agent.path("backup").asText())
                : "Its tasks wait.";
        return Finding.problem(
                "agent " + name,
                "Unhealthy: %s. %s".formatted(agent.path("reason").asText("no reason was reported"), consequence),
                "Run ./pulser agents health %s, and ./pulser mcp list if it uses MCP servers.".formatted(name));
    }

    /** Returns a finding for each quarantined tool. */
    List<Finding> tools() {
        try {
            var quarantined =
                    JsonFields.items(client.tools(new QueryParameters().with("state", "quarantined")), "tools");
            return quarantined.isEmpty()
                    ? List.of(Finding.ok("tools", "No tool is quarantined."))
                    : quarantined.stream().map(DeploymentChecks::quarantined).toList();
        } catch (ApiException e) {
            return List.of(unavailable("tools", e));
        }
    }

    private static Finding quarantined(JsonNode tool) {
        var name = tool.path("server").asText() + '/' + tool.path("tool").asText();
        return Finding.problem(
                "tool " + name,
                "Quarantined: its definition differs from the approved one, and it is not called.",
                "Review and approve it with ./pulser mcp approve %s.".formatted(name));
    }

    private static Finding unavailable(String check, ApiException failure) {
        return Finding.problem(check, String.valueOf(failure.getMessage()), SEE_INGEST_LOG);
    }
}
