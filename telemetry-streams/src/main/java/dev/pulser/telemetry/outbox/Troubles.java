// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code trouble}: since when something is so that is found by looking. */
final class Troubles {

    private static final String END = """
            delete from pulser.trouble where kind = ? and subject <> all(?)""";

    private static final String BEGIN = """
            insert into pulser.trouble (kind, subject, since)
            select ?, subject, since from unnest(?::text[], ?::timestamptz[]) as found (subject, since)
            on conflict do nothing""";

    private static final String SINCE = "select subject, since from pulser.trouble where kind = ?";

    private Troubles() {}

    /**
     * Keeps what is found now and forgets everything else of this kind.
     *
     * @param found subjects, with since when it is so where it was not known before
     * @return since when it is so, for each that was found
     */
    static Map<String, Instant> keep(Connection connection, AlertKind kind, Map<String, Instant> found)
            throws SQLException {
        var rows = List.copyOf(found.entrySet());
        try (var statement = connection.prepareStatement(END)) {
            statement.setString(1, kind.wireName());
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", rows.stream().map(Map.Entry::getKey).toArray()));
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, kind.wireName());
            new Columns<>(statement, rows, 2).texts(Map.Entry::getKey).times(Map.Entry::getValue);
            statement.executeUpdate();
        }
        return since(connection, kind);
    }

    private static Map<String, Instant> since(Connection connection, AlertKind kind) throws SQLException {
        try (var statement = connection.prepareStatement(SINCE)) {
            statement.setString(1, kind.wireName());
            try (var rows = statement.executeQuery()) {
                var since = new HashMap<String, Instant>();
                while (rows.next()) {
                    since.put(
                            rows.getString(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
                return since;
            }
        }
    }
}
