// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.name.AgentName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;

/** The table {@code agent_status}: the latest of each lane. */
final class AgentStatusRows {

    private static final String UPSERT = """
            insert into pulser.agent_status as known (
                agent, at, capacity, running, waiting, retrying, paused, mean_attempt_ms)
            select * from unnest(
                ?::text[], ?::timestamptz[], ?::int4[], ?::int4[], ?::int8[], ?::int8[], ?::bool[], ?::int8[])
            on conflict (agent) do update set
                at = excluded.at,
                capacity = excluded.capacity,
                running = excluded.running,
                waiting = excluded.waiting,
                retrying = excluded.retrying,
                paused = excluded.paused,
                mean_attempt_ms = excluded.mean_attempt_ms
            where excluded.at >= known.at""";

    private AgentStatusRows() {}

    static void upsert(Connection connection, List<AgentStatus> statuses) throws SQLException {
        if (statuses.isEmpty()) {
            return;
        }
        var latest = new TreeMap<AgentName, AgentStatus>();
        statuses.forEach(status -> latest.put(status.agent(), status));
        try (var statement = connection.prepareStatement(UPSERT)) {
            new Columns<>(statement, List.copyOf(latest.values()))
                    .texts(status -> status.agent().value())
                    .times(AgentStatus::at)
                    .numbers(AgentStatus::capacity)
                    .numbers(AgentStatus::running)
                    .longs(AgentStatus::waiting)
                    .longs(AgentStatus::retrying)
                    .truths(AgentStatus::paused)
                    .longs(status -> status.meanAttempt() == null
                            ? null
                            : status.meanAttempt().toMillis());
            statement.executeUpdate();
        }
    }
}
