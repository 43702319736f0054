// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code tool}: the latest of each. */
final class ToolRows {

    private static final String LOCK = """
            select server, tool, hash, offered, offered_at, approved_hash, approved_at
            from pulser.tool
            where (server, tool) in (select * from unnest(?::text[], ?::text[]))
            order by server, tool
            for update""";

    private static final String UPSERT_OFFERS = """
            insert into pulser.tool as known (server, tool, title, description, hints, hash, offered, offered_at)
            select server, tool, title, description, hints::jsonb, hash, offered, offered_at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::timestamptz[])
                as said (server, tool, title, description, hints, hash, offered, offered_at)
            on conflict (server, tool) do update set
                title = excluded.title,
                description = excluded.description,
                hints = excluded.hints,
                hash = excluded.hash,
                offered = excluded.offered,
                offered_at = excluded.offered_at
            where known.offered_at is null or excluded.offered_at >= known.offered_at""";

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

    /** What is known of these tools, which nobody changes until the transaction ends. */
    static Map<ToolRef, ToolView> lock(Connection connection, Collection<ToolRef> refs) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            new Columns<>(statement, List.copyOf(refs)).texts(ToolRef::server).texts(ToolRef::tool);
            try (var rows = statement.executeQuery()) {
                var known = new HashMap<ToolRef, ToolView>();
                while (rows.next()) {
                    var ref = new ToolRef(rows.getString(1), rows.getString(2));
                    known.put(
                            ref,
                            new ToolView(
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

    /** @param latest one of each tool */
    static void upsertOffers(Connection connection, List<ToolOffer> latest) throws SQLException {
        if (latest.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT_OFFERS)) {
            new Columns<>(statement, latest)
                    .texts(offer -> offer.ref().server())
                    .texts(offer -> offer.ref().tool())
                    .texts(ToolOffer::title)
                    .texts(ToolOffer::description)
                    .texts(ToolRows::hints)
                    .texts(ToolOffer::hash)
                    .truths(ToolOffer::offered)
                    .times(ToolOffer::at);
            statement.executeUpdate();
        }
    }

    /** @param latest one of each tool */
    static void upsertApprovals(Connection connection, List<ToolApproval> latest) throws SQLException {
        if (latest.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT_APPROVALS)) {
            new Columns<>(statement, latest)
                    .texts(approval -> approval.ref().server())
                    .texts(approval -> approval.ref().tool())
                    .texts(ToolApproval::hash)
                    .texts(ToolApproval::by)
                    .times(ToolApproval::at);
            statement.executeUpdate();
        }
    }

    /** Only those that the server gave. */
    private static String hints(ToolOffer offer) {
        var hints = JSON.createObjectNode();
        putGiven(hints, "read_only", offer.readOnly());
        putGiven(hints, "destructive", offer.destructive());
        putGiven(hints, "idempotent", offer.idempotent());
        putGiven(hints, "open_world", offer.openWorld());
        return hints.toString();
    }

    private static void putGiven(ObjectNode hints, String name, @Nullable Boolean hint) {
        if (hint != null) {
            hints.put(name, hint);
        }
    }
}
