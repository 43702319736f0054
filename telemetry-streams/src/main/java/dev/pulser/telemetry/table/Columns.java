// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.table;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the parameters of a statement, one array a column ({@code unnest(?, ?, …)}): one statement, planned once,
 * whatever the number of rows. Columns are added in the order of the statement's parameters.
 */
public final class Columns<R> {

    private final PreparedStatement statement;
    private final List<R> rows;
    private int parameter;

    public Columns(PreparedStatement statement, List<R> rows) {
        this(statement, rows, 1);
    }

    /** @param first number of the statement's parameter that takes the first column */
    public Columns(PreparedStatement statement, List<R> rows, int first) {
        this.statement = statement;
        this.rows = rows;
        this.parameter = first;
    }

    public Columns<R> texts(Function<R, @Nullable String> column) throws SQLException {
        return add("text", row -> storable(column.apply(row)));
    }

    public Columns<R> times(Function<R, @Nullable Instant> column) throws SQLException {
        return add("timestamptz", row -> {
            var time = column.apply(row);
            return time == null ? null : time.toString();
        });
    }

    public Columns<R> numbers(Function<R, @Nullable Integer> column) throws SQLException {
        return add("int4", column::apply);
    }

    public Columns<R> longs(Function<R, @Nullable Long> column) throws SQLException {
        return add("int8", column::apply);
    }

    public Columns<R> decimals(Function<R, @Nullable Double> column) throws SQLException {
        return add("float8", column::apply);
    }

    public Columns<R> truths(Function<R, Boolean> column) throws SQLException {
        return add("bool", column::apply);
    }

    private Columns<R> add(String type, Function<R, @Nullable Object> column) throws SQLException {
        var values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(parameter++, statement.getConnection().createArrayOf(type, values));
        return this;
    }

    /** PostgreSQL's text holds every character but NUL, which valid JSON has only escaped, but a reason may have. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
