// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The table {@code agent_health_history}: rows are only added. */
final class HealthHistoryRows {

    private static final String INSERT = """
            insert into pulser.agent_health_history (agent, at, state, reason, since, latency_ms)
            select * from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[], ?::int8[])
            on conflict do nothing""";

    private HealthHistoryRows() {}

    static void insert(Connection connection, List<HealthChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            new Columns<>(statement, changes)
                    .texts(change -> change.agent().value())
                    .times(HealthChange::at)
                    .texts(change -> change.to().state().wireName())
                    .texts(change -> change.to().reason())
                    .times(change -> change.to().since())
                    .longs(change -> AgentStatusRows.millis(change.to().latency()));
            statement.executeUpdate();
        }
    }
}
