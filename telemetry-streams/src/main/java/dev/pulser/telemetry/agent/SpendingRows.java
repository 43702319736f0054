// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table {@code agent_spending}: what each company has spent with each agent, which is for its own eyes. */
final class SpendingRows {

    private static final String UPSERT = """
            insert into pulser.agent_spending as known (
                company, agent, at, period_start, spent_micros, reserved_micros, limit_micros)
            select * from unnest(
                ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int8[], ?::int8[], ?::int8[])
            on conflict (company, agent) do update set
                at = excluded.at,
                period_start = excluded.period_start,
                spent_micros = excluded.spent_micros,
                reserved_micros = excluded.reserved_micros,
                limit_micros = excluded.limit_micros
            where excluded.at >= known.at""";

    private SpendingRows() {}

    /** @param latest one of each agent */
    static void upsert(Connection connection, List<AgentStatus> latest) throws SQLException {
        var rows = rows(latest);
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT)) {
            new Columns<>(statement, rows)
                    .texts(row -> row.company().name())
                    .texts(row -> row.agent().value())
                    .times(Row::at)
                    .times(row -> row.spending().periodStart())
                    .longs(row -> row.spending().spentMicros())
                    .longs(row -> row.spending().reservedMicros())
                    .longs(row -> row.spending().limitMicros());
            statement.executeUpdate();
        }
    }

    private static List<Row> rows(List<AgentStatus> latest) {
        var rows = new ArrayList<Row>();
        for (var status : latest) {
            for (var spending : status.spending()) {
                var company = spending.company();
                if (company != null) {
                    rows.add(new Row(company, status.agent(), status.at(), spending));
                }
            }
        }
        return rows;
    }

    private record Row(Company company, AgentName agent, Instant at, AgentStatus.Spending spending) {}
}
