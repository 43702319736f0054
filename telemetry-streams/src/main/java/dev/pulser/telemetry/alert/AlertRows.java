// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The table {@code alert}, for those who find something: each alert is there once. */
public final class AlertRows {

    private static final String INSERT = """
            insert into pulser.alert (id, at, kind, subject, text, due)
            select id, at, kind, subject, text, at
            from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[]) as found (id, at, kind, subject, text)
            on conflict do nothing""";

    private AlertRows() {}

    public static void insert(Connection connection, List<Alert> alerts) throws SQLException {
        if (alerts.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            new Columns<>(statement, alerts)
                    .texts(Alert::id)
                    .times(Alert::at)
                    .texts(alert -> alert.kind().wireName())
                    .texts(Alert::subject)
                    .texts(Alert::text);
            statement.executeUpdate();
        }
    }
}
