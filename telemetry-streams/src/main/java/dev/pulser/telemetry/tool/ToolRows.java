// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of table {@code tool}: the latest definition and approval of each tool. */
final class ToolRows {

    private static final String LOCK = """
            select server, tool, definition_hash, listed, listed_at, approved_hash, approved_at
            from pulser.tool
            where (server, tool) in (select * from unnest(?::text[], ?::text[]))
            order by server, tool
            for update""";

    private static final String UPSERT_DEFINITIONS = """
            insert into pulser.tool as known (server, tool, title, description, hints, definition_hash, listed, listed_at)
            select server, tool, title, description, hints::jsonb, definition_hash, listed, listed_at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::timestamptz[])
                as new_definition (server, tool, title, description, hints, definition_hash, listed, listed_at)
            on conflict (server, tool) do update set
                title = excluded.title,
                description = excluded.description,
                hints = excluded.hints,
                definition_hash = excluded.definition_hash,
                listed = excluded.listed,
                listed_at = excluded.listed_at
            where known.listed_at is null or excluded.listed_at >= known.listed_at""";

    private static final String UPSERT_APPROVALS = """
            insert into pulser.tool as known (server, tool, approved_hash, approved_by, approved_at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
            on conflict (server, tool) do update set
                approved_hash = excluded.approved_hash,
                approved_by = excluded.approved_by,
                approved_at = excluded.approved_at
            where known.approved_at is null or excluded.approved_at >= known.approved_at""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolRows() {}

    /** Returns the stored state of these tools, and locks their rows until the transaction ends. */
    static Map<ToolRef, ToolSnapshot> lock(Connection connection, Collection<ToolRef> refs) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            new ColumnArrays<>(statement, List.copyOf(refs))
                    .text(ToolRef::server)
                    .text(ToolRef::tool);
            try (var rows = statement.executeQuery()) {
                var known = new HashMap<ToolRef, ToolSnapshot>();
                while (rows.next()) {
                    var ref = new ToolRef(rows.getString(1), rows.getString(2));
                    known.put(
                            ref,
                            new ToolSnapshot(
                                    ref,
                                    rows.getString(3),
                                    rows.getBoolean(4),
                                    instant(rows.getObject(5, OffsetDateTime.class)),
                                    rows.getString(6),
                                    instant(rows.getObject(7, OffsetDateTime.class))));
                }
                return known;
            }
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** @param latest latest definition of each tool */
    static void upsertDefinitions(Connection connection, List<ToolDefinition> latest) throws SQLException {
        if (latest.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT_DEFINITIONS)) {
            new ColumnArrays<>(statement, latest)
                    .text(definition -> definition.ref().server())
                    .text(definition -> definition.ref().tool())
                    .text(definition -> definition.spec().title())
                    .text(definition -> definition.spec().description())
                    .text(definition -> json(definition.spec().hints()))
                    .text(ToolDefinition::hash)
                    .bool(ToolDefinition::listed)
                    .timestamp(ToolDefinition::at);
            statement.executeUpdate();
        }
    }

    /** @param latest latest approval of each tool */
    static void upsertApprovals(Connection connection, List<ToolApproval> latest) throws SQLException {
        if (latest.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT_APPROVALS)) {
            new ColumnArrays<>(statement, latest)
                    .text(approval -> approval.ref().server())
                    .text(approval -> approval.ref().tool())
                    .text(ToolApproval::hash)
                    .text(ToolApproval::by)
                    .timestamp(ToolApproval::at);
            statement.executeUpdate();
        }
    }

    /** Returns the hints that the server sent. */
    private static String json(ToolHints hints) {
        var json = JSON.createObjectNode();
        putIfKnown(json, "read_only", hints.readOnly());
        putIfKnown(json, "destructive", hints.destructive());
        putIfKnown(json, "idempotent", hints.idempotent());
        putIfKnown(json, "open_world", hints.openWorld());
        return json.toString();
    }

    private static void putIfKnown(ObjectNode json, String name, @Nullable Boolean hint) {
        if (hint != null) {
            json.put(name, hint);
        }
    }
}
