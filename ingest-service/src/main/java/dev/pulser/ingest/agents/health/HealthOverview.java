// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.persistence.statistics.AgentStatistics;
import dev.pulser.ingest.persistence.statistics.StatisticsRepository;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How every agent is: what its lane says, and its figures. Without Postgres the figures are left out, not the agents. Safe
 * from any thread.
 */
@Singleton
final class HealthOverview {

    private static final double PERCENT = 100;
    private static final AgentStatistics NOTHING = new AgentStatistics(0, 0, null, null, null, null, null);

    private final AgentCatalog agents;
    private final LaneStatuses lanes;
    private final StatisticsRepository figures;
    private final InstantSource time;

    @Inject
    HealthOverview(AgentCatalog agents, LaneStatuses lanes, StatisticsRepository figures, InstantSource time) {
        this.agents = agents;
        this.lanes = lanes;
        this.figures = figures;
        this.time = time;
    }

    /** @throws dev.pulser.ingest.problem.ProblemException while nobody knows the agents */
    HealthReport of(Company company) {
        var table = agents.table();
        var known = switch (figures.agents(company)) {
            case Lookup.Found<Map<AgentName, AgentStatistics>>(var found) -> Optional.of(found);
            case Lookup.Absent<Map<AgentName, AgentStatistics>> _, Lookup.Unavailable<Map<AgentName, AgentStatistics>> _ ->
                Optional.<Map<AgentName, AgentStatistics>>empty();
        };
        var rows = table.agents().stream()
                .map(agent -> row(
                        agent,
                        lanes.of(agent.name()),
                        known.map(all -> all.getOrDefault(agent.name(), NOTHING)),
                        standIn(agent, table)))
                .toList();
        return new HealthReport(time.instant(), rows);
    }

    /** The first that could take over now. */
    private Optional<AgentName> standIn(AgentDefinition agent, AgentTable table) {
        return agent.backups().stream()
                .filter(table::isEnabled)
                .filter(backup -> healthOf(lanes.of(backup)).state().usable())
                .findFirst();
    }

    private static AgentHealth healthOf(Optional<AgentStatus> lane) {
        return lane.map(AgentStatus::health).orElse(AgentHealth.UNKNOWN);
    }

    static AgentHealthView row(
            AgentDefinition agent,
            Optional<AgentStatus> lane,
            Optional<AgentStatistics> figures,
            Optional<AgentName> standIn) {
        var health = healthOf(lane);
        boolean needsBackup = !health.state().usable() || !agent.enabled();
        return new AgentHealthView(
                agent.name().value(),
                health.state().wireName(),
                health.checkedAt(),
                figures.map(AgentStatistics::tasksCompleted).orElse(null),
                figures.map(AgentStatistics::tasksFailed).orElse(null),
                agent.profile().role(),
                agent.profile().avatar(),
                agent.kind().wireName(),
                agent.enabled(),
                health.state() == HealthState.HEALTHY ? null : health.reason(),
                health.since(),
                lane.map(status -> status.load().running()).orElse(null),
                lane.map(status -> status.load().waiting() + status.load().retrying()).orElse(null),
                lane.map(status -> status.pauses().paused()).orElse(null),
                lane.map(AgentStatus::blockReason).orElse(null),
                standIn.filter(backup -> needsBackup).map(AgentName::value).orElse(null),
                figures.map(AgentStatistics::successRatio)
                        .map(HealthOverview::percent)
                        .orElse(null),
                figures.map(AgentStatistics::errorRatio)
                        .map(HealthOverview::percent)
                        .orElse(null),
                figures.map(HealthOverview::response).orElse(null),
                level(agent, lane, figures));
    }

    private static AgentHealthView.@Nullable Response response(AgentStatistics figures) {
        return figures.p50() == null
                ? null
                : new AgentHealthView.Response(millis(figures.p50()), millis(figures.p95()), millis(figures.p99()));
    }

    private static AgentHealthView.@Nullable Level level(
            AgentDefinition agent, Optional<AgentStatus> lane, Optional<AgentStatistics> figures) {
        var level = agent.profile().serviceLevel();
        if (level == null) {
            return null;
        }
        var breached = new ArrayList<String>();
        if (figures.map(AgentStatistics::successRatio)
                .filter(share -> share * PERCENT < level.completionPercent())
                .isPresent()) {
            breached.add("completion");
        }
        if (lane.map(status -> status.load().meanAttempt())
                .filter(mean -> mean.compareTo(level.response()) > 0)
                .isPresent()) {
            breached.add("response");
        }
        if (figures.map(AgentStatistics::errorRatio)
                .filter(share -> share * PERCENT > level.errorPercent())
                .isPresent()) {
            breached.add("error");
        }
        return new AgentHealthView.Level(
                level.completionPercent(),
                level.response().toMillis() / 1_000.0,
                level.errorPercent(),
                List.copyOf(breached));
    }

    /** With one decimal. */
    private static double percent(double share) {
        return Math.round(share * PERCENT * 10) / 10.0;
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
