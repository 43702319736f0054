// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** New rows of table {@code alert}; an alert with the same id is inserted once. */
public final class AlertRows {

    private static final String INSERT = """
            insert into pulser.alert (id, at, kind, subject, text, due_at)
            select id, at, kind, subject, text, at
            from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                as new_alert (id, at, kind, subject, text)
            on conflict do nothing""";

    private AlertRows() {}

    public static void insert(Connection connection, List<Alert> alerts) throws SQLException {
        if (alerts.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            new ColumnArrays<>(statement, alerts)
                    .text(Alert::id)
                    .timestamp(Alert::at)
                    .text(alert -> alert.kind().wireName())
                    .text(Alert::subject)
                    .text(Alert::text);
            statement.executeUpdate();
        }
    }
}
