// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.Spending;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of table {@code agent_spending}: spending of each company with each agent, visible to that company only. */
final class AgentSpendingRows {

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

    private AgentSpendingRows() {}

    /** @param latest latest status of each agent */
    static void upsert(Connection connection, List<AgentStatus> latest) throws SQLException {
        var rows = rows(latest);
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT)) {
            new ColumnArrays<>(statement, rows)
                    .text(row -> row.company().name())
                    .text(row -> row.agent().value())
                    .timestamp(SpendingRow::at)
                    .timestamp(row -> row.spending().periodStart())
                    .int8(row -> row.spending().spentMicros())
                    .int8(row -> row.spending().reservedMicros())
                    .int8(row -> row.spending().limitMicros());
            statement.executeUpdate();
        }
    }

    private static List<SpendingRow> rows(List<AgentStatus> latest) {
        var rows = new ArrayList<SpendingRow>();
        for (var status : latest) {
            for (var spending : status.spending()) {
                var company = spending.company();
                if (company != null) {
                    rows.add(new SpendingRow(company, status.agent(), status.at(), spending));
                }
            }
        }
        return rows;
    }

    private record SpendingRow(Company company, AgentName agent, Instant at, Spending spending) {}
}
