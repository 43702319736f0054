// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import dev.pulser.contract.company.Company;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The table {@code tool_change}, and a line in {@code audit_log} for each that is new there: of the default company, because
 * a tool belongs to none.
 */
final class ToolChangeRows {

    private static final String INSERT = """
            with added as (
                insert into pulser.tool_change (server, tool, at, change, hash, actor, reason)
                select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing
                returning *)
            insert into pulser.audit_log (company, at, actor, action, subject, details)
            select '%s', at, actor, 'tool-' || change, 'tool ' || server || '/' || tool, concat_ws(': ', hash, reason)
            from added
            order by at, server, tool""".formatted(Company.DEFAULT.name());

    private ToolChangeRows() {}

    static void insert(Connection connection, List<ToolChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            new Columns<>(statement, changes)
                    .texts(change -> change.ref().server())
                    .texts(change -> change.ref().tool())
                    .times(ToolChange::at)
                    .texts(change -> change.kind().word())
                    .texts(ToolChange::hash)
                    .texts(ToolChange::actor)
                    .texts(ToolChange::reason);
            statement.executeUpdate();
        }
    }
}
