// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.telemetry.postgres.ColumnArrays;
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

/** Rows of table {@code agent_status}: the latest status of each lane. */
final class AgentStatusRows {

    // The same order in every instance, so that locks do not cross.
    private static final String LOCK = """
            select agent, at, health, health_since from pulser.agent_status where agent = any(?) order by agent for update""";

    private static final String UPSERT = """
            insert into pulser.agent_status as known (
                agent, at, capacity, running, waiting, retrying, paused, mean_attempt_ms,
                health, health_reason, health_since, checked_at, check_latency_ms, block_reason, spending)
            select agent, at, capacity, running, waiting, retrying, paused, mean_attempt_ms,
                health, health_reason, health_since, checked_at, check_latency_ms, block_reason, spending::jsonb
            from unnest(
                ?::text[], ?::timestamptz[], ?::int4[], ?::int4[], ?::int8[], ?::int8[], ?::bool[], ?::int8[],
                ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int8[], ?::text[], ?::text[])
                as new_status (
                agent, at, capacity, running, waiting, retrying, paused, mean_attempt_ms,
                health, health_reason, health_since, checked_at, check_latency_ms, block_reason, spending)
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
                check_latency_ms = excluded.check_latency_ms,
                block_reason = excluded.block_reason,
                spending = excluded.spending
            where excluded.at >= known.at""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private AgentStatusRows() {}

    /** Returns the stored health of these agents, and locks their rows until the transaction ends. */
    static Map<AgentName, HealthChange.Previous> lock(Connection connection, Collection<AgentName> agents)
            throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            new ColumnArrays<>(statement, List.copyOf(agents)).text(AgentName::value);
            try (var rows = statement.executeQuery()) {
                var known = new HashMap<AgentName, HealthChange.Previous>();
                while (rows.next()) {
                    var since = rows.getObject(4, OffsetDateTime.class);
                    known.put(
                            new AgentName(rows.getString(1)),
                            new HealthChange.Previous(
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    HealthState.parse(rows.getString(3)),
                                    since == null ? null : since.toInstant()));
                }
                return known;
            }
        }
    }

    /** @param latest latest status of each agent */
    static void upsert(Connection connection, List<AgentStatus> latest) throws SQLException {
        try (var statement = connection.prepareStatement(UPSERT)) {
            new ColumnArrays<>(statement, latest)
                    .text(status -> status.agent().value())
                    .timestamp(AgentStatus::at)
                    .int4(status -> status.load().capacity())
                    .int4(status -> status.load().running())
                    .int8(status -> status.load().waiting())
                    .int8(status -> status.load().retrying())
                    .bool(status -> status.pauses().paused())
                    .int8(status -> millis(status.load().meanAttempt()))
                    .text(status -> status.health().state().wireName())
                    .text(ofHealth(AgentHealth::reason))
                    .timestamp(ofHealth(AgentHealth::since))
                    .timestamp(ofHealth(AgentHealth::checkedAt))
                    .int8(ofHealth(health -> millis(health.latency())))
                    .text(AgentStatus::blockReason)
                    .text(AgentStatusRows::totalSpending);
            statement.executeUpdate();
        }
    }

    private static <T> Function<AgentStatus, @Nullable T> ofHealth(Function<AgentHealth, @Nullable T> field) {
        return status -> field.apply(status.health());
    }

    static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static @Nullable String totalSpending(AgentStatus status) {
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
