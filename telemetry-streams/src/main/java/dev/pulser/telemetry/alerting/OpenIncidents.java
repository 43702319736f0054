// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of table {@code open_incident}: conditions that rules find, with their start. */
final class OpenIncidents {

    private static final String CLOSE = """
            delete from pulser.open_incident where kind = ? and subject <> all(?)""";

    private static final String OPEN = """
            insert into pulser.open_incident (kind, subject, since)
            select ?, subject, since from unnest(?::text[], ?::timestamptz[]) as found (subject, since)
            on conflict do nothing""";

    private static final String SINCE = "select subject, since from pulser.open_incident where kind = ?";

    private OpenIncidents() {}

    /**
     * Opens and closes incidents, so that exactly the found ones of this kind are open.
     *
     * @param found subjects, with the start to store for a new incident
     * @return start of each open incident by subject
     */
    static Map<String, Instant> replace(Connection connection, AlertKind kind, Map<String, Instant> found)
            throws SQLException {
        var rows = List.copyOf(found.entrySet());
        try (var statement = connection.prepareStatement(CLOSE)) {
            statement.setString(1, kind.wireName());
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", rows.stream().map(Map.Entry::getKey).toArray()));
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(OPEN)) {
            statement.setString(1, kind.wireName());
            new ColumnArrays<>(statement, rows, 2).text(Map.Entry::getKey).timestamp(Map.Entry::getValue);
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
