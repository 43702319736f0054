// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

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
            return Finding.problem("agents", String.valueOf(e.getMessage()), "see the log of ingest-service");
        }
    }
}
