// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as parameters of a statement, one array per column ({@code unnest(?, ?, …)}): one statement for any number of rows,
 * planned once. Columns are added in the order of the statement's parameters.
 */
public final class ColumnArrays<R> {

    private final PreparedStatement statement;
    private final List<R> rows;
    private int parameter;

    public ColumnArrays(PreparedStatement statement, List<R> rows) {
        this(statement, rows, 1);
    }

    /** @param first number of the parameter for the first column */
    public ColumnArrays(PreparedStatement statement, List<R> rows, int first) {
        this.statement = statement;
        this.rows = rows;
        this.parameter = first;
    }

    public ColumnArrays<R> text(Function<R, @Nullable String> column) throws SQLException {
        return add("text", row -> storable(column.apply(row)));
    }

    public ColumnArrays<R> timestamp(Function<R, @Nullable Instant> column) throws SQLException {
        return add("timestamptz", row -> {
            var time = column.apply(row);
            return time == null ? null : time.toString();
        });
    }

    public ColumnArrays<R> int4(Function<R, @Nullable Integer> column) throws SQLException {
        return add("int4", column::apply);
    }

    public ColumnArrays<R> int8(Function<R, @Nullable Long> column) throws SQLException {
        return add("int8", column::apply);
    }

    public ColumnArrays<R> float8(Function<R, @Nullable Double> column) throws SQLException {
        return add("float8", column::apply);
    }

    public ColumnArrays<R> bool(Function<R, Boolean> column) throws SQLException {
        return add("bool", column::apply);
    }

    private ColumnArrays<R> add(String type, Function<R, @Nullable Object> column) throws SQLException {
        var values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(parameter++, statement.getConnection().createArrayOf(type, values));
        return this;
    }

    /** Replaces NUL, the only character that PostgreSQL's text cannot hold. Valid JSON has it only escaped. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
