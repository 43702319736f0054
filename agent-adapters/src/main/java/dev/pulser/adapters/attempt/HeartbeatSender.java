// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;

/**
 * Sender of heartbeats, which renew the leases of running attempts. Sends nothing for agents without running attempts.
 * Not thread-safe.
 */
public final class HeartbeatSender {

    private final String instance;
    private final RunningAttempts running;
    private final ReportSink reports;
    private final InstantSource clock;
    private final Map<AgentName, Future<Void>> pending = new HashMap<>();

    public HeartbeatSender(String instance, RunningAttempts running, ReportSink reports, InstantSource clock) {
        this.instance = instance;
        this.running = running;
        this.reports = reports;
        this.clock = clock;
    }

    /** Sends one heartbeat per agent with running attempts. */
    public void send() {
        // While the broker is unavailable, one heartbeat per agent waits for it.
        pending.values().removeIf(Future::isDone);
        byAgent().forEach((agent, attempts) -> pending.computeIfAbsent(agent, name -> send(name, attempts)));
    }

    private Future<Void> send(AgentName agent, List<AdapterReport.RunningAttempt> attempts) {
        return reports.send(
                new AdapterReport(agent, instance, clock.instant(), new AdapterReport.Heartbeat(attempts)), null);
    }

    private Map<AgentName, List<AdapterReport.RunningAttempt>> byAgent() {
        var byAgent = new TreeMap<AgentName, List<AdapterReport.RunningAttempt>>();
        for (var attempt : running.all()) {
            var assignment = attempt.assignment();
            byAgent.computeIfAbsent(assignment.agent(), agent -> new ArrayList<>())
                    .add(new AdapterReport.RunningAttempt(assignment.task().id(), assignment.epoch()));
        }
        return byAgent;
    }
}
