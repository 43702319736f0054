// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.agent.ScriptedWork;
import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.ModelState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reader of the tables as a superuser, to whom row-level security does not apply. */
record DatabaseDump(ChaosTarget target) {

    private static final int FETCH = 5_000;

    DatabaseRows read() throws SQLException {
        try (var database = target.connect()) {
            database.setAutoCommit(false); // needed for the fetch size, and for one consistent snapshot
            database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new DatabaseRows(tasks(database), events(database), deadLetters(database));
        }
    }

    /** Returns the next offset of the projection for each {@code topic/partition}. */
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

    private static List<DatabaseRows.TaskRow> tasks(Connection database) throws SQLException {
        return read(
                database,
                "select company, task_id, status, assigned_agent, attempt, seq, result, payload from pulser.task_queue",
                row -> new DatabaseRows.TaskRow(
                        row.getString(1),
                        row.getString(2),
                        ModelState.parse(row.getString(3)),
                        row.getString(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getString(7),
                        ScriptedWork.nonceOf(Objects.requireNonNullElse(row.getString(8), ""))));
    }

    private static List<DatabaseRows.EventRow> events(Connection database) throws SQLException {
        return read(
                database,
                "select company, task_id, seq, status, attempt, epoch from pulser.task_event",
                row -> new DatabaseRows.EventRow(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        ModelState.parse(row.getString(4)),
                        row.getInt(5),
                        row.getInt(6)));
    }

    private static List<DatabaseRows.DeadLetterRow> deadLetters(Connection database) throws SQLException {
        return read(
                database,
                "select company, record_partition, record_offset, task_id, code from pulser.dead_letter",
                row -> new DatabaseRows.DeadLetterRow(
                        row.getString(1), row.getInt(2), row.getLong(3), row.getString(4), row.getString(5)));
    }

    @FunctionalInterface
    private interface RowMapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> read(Connection database, String query, RowMapper<T> mapper) throws SQLException {
        var all = new ArrayList<T>();
        try (var statement = database.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    all.add(mapper.of(rows));
                }
            }
        }
        return all;
    }
}
