// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.rest.ApiFailure;
import dev.pulser.launcher.rest.PulserClient;
import dev.pulser.launcher.running.PartStatus;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.stack.StackPorts;
import dev.pulser.launcher.task.TaskTable;
import dev.pulser.launcher.topics.KafkaTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a running stack is whole; without one, whether there is room for it. */
record StackChecks(Optional<RunningStack> stack, PulserClient client) {

    List<Finding> all() {
        return stack.map(this::ofRunning).orElseGet(StackChecks::ofPorts);
    }

    private static List<Finding> ofPorts() {
        return StackPorts.DEFAULT.all().stream().map(StackChecks::port).toList();
    }

    private static Finding port(LoopbackPort port) {
        try {
            port.requireFree();
            return Finding.ok("port " + port.number(), "free for " + port.purpose());
        } catch (LaunchFailure e) {
            return Finding.problem(
                    "port " + port.number(),
                    "in use, needed for " + port.purpose(),
                    "end what listens there (lsof -i :%d), or ./pulser up %s PORT"
                            .formatted(port.number(), port.flag()));
        }
    }

    private List<Finding> ofRunning(RunningStack running) {
        var findings = new ArrayList<Finding>();
        running.parts().stream().map(PartStatus::of).map(StackChecks::part).forEach(findings::add);
        findings.add(topics(running.kafka()));
        findings.add(rest());
        findings.add(agents());
        findings.addAll(health());
        findings.addAll(tools());
        return findings;
    }

    private static Finding part(PartStatus part) {
        return part.isReady()
                ? Finding.ok(part.name(), part.address())
                : Finding.problem(part.name(), part.state(), "see " + part.log() + ", then ./pulser down and up");
    }

    private static Finding topics(String kafka) {
        try {
            var settings = new LauncherSettings(System.getenv());
            var problems = new KafkaTopics(kafka, settings.partitions(), settings.replication()).check();
            return problems.isEmpty()
                    ? Finding.ok("topics", "all there, in the right shape")
                    : Finding.problem(
                            "topics", String.join("; ", problems), "./pulser topics create makes missing ones");
        } catch (LaunchFailure e) {
            return Finding.problem("topics", String.valueOf(e.getMessage()), "./pulser status shows the broker");
        }
    }

    private Finding rest() {
        try {
            client.health();
            return Finding.ok("REST API", "answers");
        } catch (ApiFailure e) {
            return Finding.problem("REST API", String.valueOf(e.getMessage()), "see the log of ingest-service");
        }
    }

    private Finding agents() {
        try {
            var agents = TaskTable.itemsOf(client.agents(), "agents").size();
            return agents > 0
                    ? Finding.ok("agents", agents + " defined")
                    : Finding.problem(
                            "agents", "none is defined", "./pulser topics create publishes config/agents.yaml");
        } catch (ApiFailure e) {
            return unanswered("agents", e);
        }
    }

    /** One for each agent that is unhealthy. */
    List<Finding> health() {
        try {
            var agents = TaskTable.itemsOf(client.agentsHealth(), "agents");
            var unhealthy = agents.stream()
                    .filter(agent -> agent.path("status").asText().equals("unhealthy"))
                    .map(StackChecks::unhealthy)
                    .toList();
            return unhealthy.isEmpty() ? List.of(Finding.ok("health", "no agent is unhealthy")) : unhealthy;
        } catch (ApiFailure e) {
            return List.of(unanswered("health", e));
        }
    }

    private static Finding unhealthy(JsonNode agent) {
        var name = agent.path("name").asText();
        var backup = agent.hasNonNull("backup")
                ? "; %s takes over".formatted(agent.path("backup").asText())
                : "; its tasks wait";
        return Finding.problem(
                "agent " + name,
                "unhealthy: " + agent.path("reason").asText("nobody says why") + backup,
                "./pulser agents health %s; ./pulser mcp list where it uses servers".formatted(name));
    }

    /** One for each tool whose definition has to be looked at. */
    List<Finding> tools() {
        try {
            var quarantined = TaskTable.itemsOf(client.tools(Map.of("state", "quarantined")), "tools");
            return quarantined.isEmpty()
                    ? List.of(Finding.ok("tools", "none is quarantined"))
                    : quarantined.stream().map(StackChecks::quarantined).toList();
        } catch (ApiFailure e) {
            return List.of(unanswered("tools", e));
        }
    }

    private static Finding quarantined(JsonNode tool) {
        var name = tool.path("server").asText() + '/' + tool.path("tool").asText();
        return Finding.problem(
                "tool " + name,
                "quarantined: its definition is not the approved one; it is not called",
                "look at it and approve it: ./pulser mcp approve " + name);
    }

    private static Finding unanswered(String check, ApiFailure failure) {
        return Finding.problem(check, String.valueOf(failure.getMessage()), "see the log of ingest-service");
    }
}
