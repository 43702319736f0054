// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import dev.pulser.contract.name.Company;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Rows of table {@code tool_change}, each with an entry in {@code audit_log} of the default company, because tools belong to
 * no company.
 */
final class ToolChangeRows {

    private static final String INSERT = """
            with added as (
                insert into pulser.tool_change (server, tool, at, change, definition_hash, actor, reason)
                select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing
                returning *)
            insert into pulser.audit_log (company, at, actor, action, subject, details)
            select '%s', at, actor, 'tool-' || change, 'tool ' || server || '/' || tool,
                concat_ws(': ', definition_hash, reason)
            from added
            order by at, server, tool""".formatted(Company.DEFAULT.name());

    private ToolChangeRows() {}

    static void insert(Connection connection, List<ToolChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            new ColumnArrays<>(statement, changes)
                    .text(change -> change.ref().server())
                    .text(change -> change.ref().tool())
                    .timestamp(ToolChange::at)
                    .text(change -> change.kind().wireName())
                    .text(ToolChange::definitionHash)
                    .text(ToolChange::actor)
                    .text(ToolChange::reason);
            statement.executeUpdate();
        }
    }
}
