// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.health;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.routing.agents.GlobalStatusTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Health reports about the agents of one partition, in memory: the last valid one of each adapter. Until
 * adapters have reported, the health in the last published status applies. Confined to one stream task.
 */
public final class HealthReports {

    /** Validity of a report: three checks, which run every 30 s, and the delivery. */
    static final Duration FRESH = Duration.ofSeconds(100);

    /** Key of the published status, in place of an adapter's name. */
    private static final String PUBLISHED_STATUS = "";

    private final GlobalStatusTable published;
    private final Instant start;
    private final Map<AgentName, Map<String, ReceivedReport>> byAgent = new HashMap<>();
    private final Map<AgentName, AgentHealth> consensus = new HashMap<>();

    /**
     * @param published last published status of all agents
     * @param start     time at which the partition was assigned
     */
    public HealthReports(GlobalStatusTable published, Instant start) {
        this.published = published;
        this.start = start;
    }

    /** Returns the consensus about this agent. */
    public AgentHealth health(AgentName agent) {
        var known = consensus.get(agent);
        return known == null ? recompute(agent) : known;
    }

    /** Records the report of an adapter; returns true when the agent's state changed. */
    public boolean record(AgentName agent, String adapter, AgentHealth health, Instant now) {
        var before = health(agent).state();
        var reports = reports(agent);
        reports.remove(PUBLISHED_STATUS);
        reports.put(adapter, new ReceivedReport(health, now));
        return recompute(agent).state() != before;
    }

    /** Removes expired reports; returns the agents with changed states. */
    public List<AgentName> expire(Instant now) {
        var changed = new ArrayList<AgentName>();
        byAgent.forEach((agent, reports) -> {
            if (reports.values().removeIf(report -> !now.isBefore(report.receivedAt.plus(FRESH)))) {
                var before = health(agent).state();
                if (recompute(agent).state() != before) {
                    changed.add(agent);
                }
            }
        });
        return changed;
    }

    private AgentHealth recompute(AgentName agent) {
        var health = HealthConsensus.of(
                reports(agent).values().stream().map(report -> report.health).toList());
        consensus.put(agent, health);
        return health;
    }

    private Map<String, ReceivedReport> reports(AgentName agent) {
        return byAgent.computeIfAbsent(agent, _ -> {
            var first = new HashMap<String, ReceivedReport>();
            first.put(PUBLISHED_STATUS, new ReceivedReport(published.health(agent), start));
            return first;
        });
    }

    private record ReceivedReport(AgentHealth health, Instant receivedAt) {}
}
