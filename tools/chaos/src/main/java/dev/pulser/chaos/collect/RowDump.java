// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.agent.Work;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tables, read by a superuser, whom no policy keeps from any row. */
record RowDump(Target target) {

    private static final int FETCH = 5_000;

    Rows read() throws SQLException {
        try (var database = target.connect()) {
            database.setAutoCommit(false); // rows come in portions, and all of them from one moment
            database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Rows(tasks(database), events(database), letters(database));
        }
    }

    /** How far the projection is: the next offset of each partition, as {@code topic/partition}. */
    Map<String, Long> progress() throws SQLException {
        try (var database = target.connect()) {
            var next = new HashMap<String, Long>();
            read(database, "select topic, partition, next_offset from pulser.projection_offset", row -> {
                next.put(row.getString(1) + "/" + row.getInt(2), row.getLong(3));
                return row.getString(1);
            });
            return next;
        }
    }

    private static List<Rows.OfTask> tasks(Connection database) throws SQLException {
        return read(
                database,
                "select company, task_id, status, assigned_agent, attempt, seq, result, payload from pulser.task_queue",
                row -> new Rows.OfTask(
                        row.getString(1),
                        row.getString(2),
                        State.of(row.getString(3)),
                        row.getString(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getString(7),
                        Work.nonceOf(Objects.requireNonNullElse(row.getString(8), ""))));
    }

    private static List<Rows.OfEvent> events(Connection database) throws SQLException {
        return read(
                database,
                "select company, task_id, seq, status, attempt, epoch from pulser.task_event",
                row -> new Rows.OfEvent(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        State.of(row.getString(4)),
                        row.getInt(5),
                        row.getInt(6)));
    }

    private static List<Rows.OfLetter> letters(Connection database) throws SQLException {
        return read(
                database,
                "select company, record_partition, record_offset, task_id, code from pulser.dead_letter",
                row -> new Rows.OfLetter(
                        row.getString(1), row.getInt(2), row.getLong(3), row.getString(4), row.getString(5)));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> read(Connection database, String query, Reading<T> reading) throws SQLException {
        var all = new ArrayList<T>();
        try (var statement = database.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    all.add(reading.of(rows));
                }
            }
        }
        return all;
    }
}
