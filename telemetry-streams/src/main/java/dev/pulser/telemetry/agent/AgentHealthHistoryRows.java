// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Rows of table {@code agent_health_history}, which are inserted only. */
final class AgentHealthHistoryRows {

    private static final String INSERT = """
            insert into pulser.agent_health_history (agent, at, state, reason, since, latency_ms)
            select * from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[], ?::int8[])
            on conflict do nothing""";

    private AgentHealthHistoryRows() {}

    static void insert(Connection connection, List<HealthChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            new ColumnArrays<>(statement, changes)
                    .text(change -> change.agent().value())
                    .timestamp(HealthChange::at)
                    .text(change -> change.to().state().wireName())
                    .text(change -> change.to().reason())
                    .timestamp(change -> change.to().since())
                    .int8(change -> AgentStatusRows.millis(change.to().latency()));
            statement.executeUpdate();
        }
    }
}
