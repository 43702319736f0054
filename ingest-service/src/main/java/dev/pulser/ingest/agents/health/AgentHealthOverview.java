// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.persistence.statistics.AgentStatistics;
import dev.pulser.ingest.persistence.statistics.StatisticsRepository;
import dev.pulser.ingest.taskcache.Lookup;
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
 * Overview of the health of all agents: latest status of their lanes, and figures from PostgreSQL. While PostgreSQL is unavailable
 * the figures are omitted. Thread-safe.
 */
@Singleton
final class AgentHealthOverview {

    private static final double PERCENT = 100;
    private static final AgentStatistics NO_TASKS = new AgentStatistics(0, 0, null, null, null, null, null);

    private final AgentCatalog agents;
    private final LaneStatuses lanes;
    private final StatisticsRepository statistics;
    private final InstantSource time;

    @Inject
    AgentHealthOverview(AgentCatalog agents, LaneStatuses lanes, StatisticsRepository statistics, InstantSource time) {
        this.agents = agents;
        this.lanes = lanes;
        this.statistics = statistics;
        this.time = time;
    }

    /** @throws dev.pulser.ingest.problem.ProblemException if the definitions are not loaded yet */
    AgentHealthList of(Company company) {
        var table = agents.table();
        var figures = switch (statistics.agents(company)) {
            case Lookup.Found<Map<AgentName, AgentStatistics>>(var found) -> Optional.of(found);
            case Lookup.Absent<Map<AgentName, AgentStatistics>> _,
                    Lookup.Unavailable<Map<AgentName, AgentStatistics>> _ ->
                Optional.<Map<AgentName, AgentStatistics>>empty();
        };
        var rows = table.agents().stream()
                .map(agent -> row(
                        agent,
                        lanes.of(agent.name()),
                        figures.map(all -> all.getOrDefault(agent.name(), NO_TASKS)),
                        usableBackup(agent, table)))
                .toList();
        return new AgentHealthList(time.instant(), rows);
    }

    /** Returns the first backup that can take over now. */
    private Optional<AgentName> usableBackup(AgentDefinition agent, AgentTable table) {
        return agent.backups().stream()
                .filter(table::isEnabled)
                .filter(backup -> healthOf(lanes.of(backup)).state().usable())
                .findFirst();
    }

    private static AgentHealth healthOf(Optional<AgentStatus> lane) {
        return lane.map(AgentStatus::health).orElse(AgentHealth.UNKNOWN);
    }

    static AgentHealthRow row(
            AgentDefinition agent,
            Optional<AgentStatus> lane,
            Optional<AgentStatistics> figures,
            Optional<AgentName> usableBackup) {
        var health = healthOf(lane);
        boolean needsBackup = !health.state().usable() || !agent.enabled();
        return new AgentHealthRow(
                new AgentHealthRow.Agent(
                        agent.name().value(),
                        agent.profile().role(),
                        agent.profile().avatar(),
                        agent.kind().wireName(),
                        agent.enabled()),
                new AgentHealthRow.Health(
                        health.state().wireName(),
                        health.checkedAt(),
                        health.state() == HealthState.HEALTHY ? null : health.reason(),
                        health.since()),
                lane.map(AgentHealthOverview::load).orElse(null),
                figures.map(AgentHealthOverview::figures).orElse(null),
                serviceLevel(agent, lane, figures),
                usableBackup.filter(backup -> needsBackup).map(AgentName::value).orElse(null));
    }

    private static AgentHealthRow.Load load(AgentStatus status) {
        return new AgentHealthRow.Load(
                status.load().running(),
                status.load().waiting() + status.load().retrying(),
                status.pauses().paused(),
                status.blockReason());
    }

    private static AgentHealthRow.Figures figures(AgentStatistics statistics) {
        return new AgentHealthRow.Figures(
                statistics.tasksCompleted(),
                statistics.tasksFailed(),
                percent(statistics.successRatio()),
                percent(statistics.errorRatio()),
                statistics.p50() == null
                        ? null
                        : new AgentHealthRow.ResponseTimes(
                                millis(statistics.p50()), millis(statistics.p95()), millis(statistics.p99())));
    }

    private static AgentHealthRow.@Nullable ServiceLevelStatus serviceLevel(
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
        return new AgentHealthRow.ServiceLevelStatus(
                level.completionPercent(),
                level.response().toMillis() / 1_000.0,
                level.errorPercent(),
                List.copyOf(breached));
    }

    /** Returns the ratio in percent, with one decimal. */
    private static @Nullable Double percent(@Nullable Double ratio) {
        return ratio == null ? null : Math.round(ratio * PERCENT * 10) / 10.0;
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
