// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Report;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;

/** Tells each lane what of it runs here, so that it keeps the lease. Says nothing when nothing runs. One thread only. */
final class Heartbeats {

    private final String instance;
    private final RunningAttempts running;
    private final ReportSink reports;
    private final InstantSource clock;
    private final Map<AgentName, Future<Void>> unwritten = new HashMap<>();

    Heartbeats(String instance, RunningAttempts running, ReportSink reports, InstantSource clock) {
        this.instance = instance;
        this.running = running;
        this.reports = reports;
        this.clock = clock;
    }

    /** One beat for each agent with something running. */
    void beat() {
        // While the broker is away one beat waits for it, not one more every two seconds.
        unwritten.values().removeIf(Future::isDone);
        byAgent().forEach((agent, attempts) -> unwritten.computeIfAbsent(agent, name -> send(name, attempts)));
    }

    private Future<Void> send(AgentName agent, List<Report.Running> attempts) {
        return reports.send(new Report(agent, instance, clock.instant(), new Report.Beat(attempts)), null);
    }

    private Map<AgentName, List<Report.Running>> byAgent() {
        var byAgent = new TreeMap<AgentName, List<Report.Running>>();
        for (var attempt : running.all()) {
            var assignment = attempt.assignment();
            byAgent.computeIfAbsent(assignment.agent(), agent -> new ArrayList<>())
                    .add(new Report.Running(assignment.task().id(), assignment.epoch()));
        }
        return byAgent;
    }
}
