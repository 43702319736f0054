// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.rows.agent.AgentFigures;
import dev.pulser.ingest.rows.agent.StoredFigures;
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
    private static final AgentFigures NOTHING = new AgentFigures(0, 0, null, null, null, null, null);

    private final AgentCatalogue agents;
    private final LaneStatuses lanes;
    private final StoredFigures figures;
    private final InstantSource time;

    @Inject
    HealthOverview(AgentCatalogue agents, LaneStatuses lanes, StoredFigures figures, InstantSource time) {
        this.agents = agents;
        this.lanes = lanes;
        this.figures = figures;
        this.time = time;
    }

    /** @throws dev.pulser.ingest.problem.ProblemException while nobody knows the agents */
    HealthReport of(Company company) {
        var table = agents.table();
        var known = switch (figures.agents(company)) {
            case Lookup.Found<Map<AgentName, AgentFigures>>(var found) -> Optional.of(found);
            case Lookup.Absent<Map<AgentName, AgentFigures>> _, Lookup.Away<Map<AgentName, AgentFigures>> _ ->
                Optional.<Map<AgentName, AgentFigures>>empty();
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
            Optional<AgentFigures> figures,
            Optional<AgentName> standIn) {
        var health = healthOf(lane);
        boolean needsBackup = !health.state().usable() || !agent.enabled();
        return new AgentHealthView(
                agent.name().value(),
                health.state().wireName(),
                health.checkedAt(),
                figures.map(AgentFigures::tasksCompleted).orElse(null),
                figures.map(AgentFigures::tasksFailed).orElse(null),
                agent.role(),
                agent.avatar(),
                agent.kind().wireName(),
                agent.enabled(),
                health.state() == HealthState.HEALTHY ? null : health.reason(),
                health.since(),
                lane.map(AgentStatus::running).orElse(null),
                lane.map(status -> status.waiting() + status.retrying()).orElse(null),
                lane.map(AgentStatus::paused).orElse(null),
                lane.map(AgentStatus::hold).orElse(null),
                standIn.filter(backup -> needsBackup).map(AgentName::value).orElse(null),
                figures.map(AgentFigures::successShare)
                        .map(HealthOverview::percent)
                        .orElse(null),
                figures.map(AgentFigures::errorShare)
                        .map(HealthOverview::percent)
                        .orElse(null),
                figures.map(HealthOverview::response).orElse(null),
                level(agent, lane, figures));
    }

    private static AgentHealthView.@Nullable Response response(AgentFigures figures) {
        return figures.p50() == null
                ? null
                : new AgentHealthView.Response(millis(figures.p50()), millis(figures.p95()), millis(figures.p99()));
    }

    private static AgentHealthView.@Nullable Level level(
            AgentDefinition agent, Optional<AgentStatus> lane, Optional<AgentFigures> figures) {
        var level = agent.serviceLevel();
        if (level == null) {
            return null;
        }
        var breached = new ArrayList<String>();
        if (figures.map(AgentFigures::successShare)
                .filter(share -> share * PERCENT < level.completionPercent())
                .isPresent()) {
            breached.add("completion");
        }
        if (lane.map(AgentStatus::meanAttempt)
                .filter(mean -> mean.compareTo(level.response()) > 0)
                .isPresent()) {
            breached.add("response");
        }
        if (figures.map(AgentFigures::errorShare)
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
