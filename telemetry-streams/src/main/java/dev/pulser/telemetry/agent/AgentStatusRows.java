// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code agent_status}: the latest of each lane. */
final class AgentStatusRows {

    // In one order everywhere, so that instances which read the same records do not block each other.
    private static final String LOCK = """
            select agent, at, health, health_since from pulser.agent_status where agent = any(?) order by agent for update""";

    private static final String UPSERT = """
            insert into pulser.agent_status as known (
                agent, at, capacity, running, waiting, retrying, paused, mean_attempt_ms,
                health, health_reason, health_since, checked_at, check_ms, hold, spending)
            select agent, at, capacity, running, waiting, retrying, paused, mean_attempt_ms,
                health, health_reason, health_since, checked_at, check_ms, hold, spending::jsonb
            from unnest(
                ?::text[], ?::timestamptz[], ?::int4[], ?::int4[], ?::int8[], ?::int8[], ?::bool[], ?::int8[],
                ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int8[], ?::text[], ?::text[])
                as said (
                agent, at, capacity, running, waiting, retrying, paused, mean_attempt_ms,
                health, health_reason, health_since, checked_at, check_ms, hold, spending)
            on conflict (agent) do update set
                at = excluded.at,
                capacity = excluded.capacity,
                running = excluded.running,
                waiting = excluded.waiting,
                retrying = excluded.retrying,
                paused = excluded.paused,
                mean_attempt_ms = excluded.mean_attempt_ms,
                health = excluded.health,
                health_reason = excluded.health_reason,
                health_since = excluded.health_since,
                checked_at = excluded.checked_at,
                check_ms = excluded.check_ms,
                hold = excluded.hold,
                spending = excluded.spending
            where excluded.at >= known.at""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private AgentStatusRows() {}

    /** How these agents are known to be, which nobody changes until the transaction ends. */
    static Map<AgentName, HealthChange.Known> lock(Connection connection, Collection<AgentName> agents)
            throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            new Columns<>(statement, List.copyOf(agents)).texts(AgentName::value);
            try (var rows = statement.executeQuery()) {
                var known = new HashMap<AgentName, HealthChange.Known>();
                while (rows.next()) {
                    var since = rows.getObject(4, OffsetDateTime.class);
                    known.put(
                            new AgentName(rows.getString(1)),
                            new HealthChange.Known(
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    HealthState.parse(rows.getString(3)),
                                    since == null ? null : since.toInstant()));
                }
                return known;
            }
        }
    }

    /** @param latest one of each agent */
    static void upsert(Connection connection, List<AgentStatus> latest) throws SQLException {
        try (var statement = connection.prepareStatement(UPSERT)) {
            new Columns<>(statement, latest)
                    .texts(status -> status.agent().value())
                    .times(AgentStatus::at)
                    .numbers(AgentStatus::capacity)
                    .numbers(AgentStatus::running)
                    .longs(AgentStatus::waiting)
                    .longs(AgentStatus::retrying)
                    .truths(AgentStatus::paused)
                    .longs(status -> millis(status.meanAttempt()))
                    .texts(status -> status.health().state().wireName())
                    .texts(ofHealth(AgentHealth::reason))
                    .times(ofHealth(AgentHealth::since))
                    .times(ofHealth(AgentHealth::checkedAt))
                    .longs(ofHealth(health -> millis(health.latency())))
                    .texts(AgentStatus::hold)
                    .texts(AgentStatusRows::spendingOfAll);
            statement.executeUpdate();
        }
    }

    private static <T> Function<AgentStatus, @Nullable T> ofHealth(Function<AgentHealth, @Nullable T> field) {
        return status -> field.apply(status.health());
    }

    static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static @Nullable String spendingOfAll(AgentStatus status) {
        return status.spending().stream()
                .filter(spending -> spending.company() == null)
                .findFirst()
                .map(spending -> JSON.createObjectNode()
                        .put("period_start", spending.periodStart().toString())
                        .put("spent_micros", spending.spentMicros())
                        .put("reserved_micros", spending.reservedMicros())
                        .put("limit_micros", spending.limitMicros())
                        .toString())
                .orElse(null);
    }
}
