// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a statement. A cell is a number, a boolean, null, or text of at most {@value #MAX_CELL} characters.
 *
 * @param truncated true when rows were omitted, because of their number or more than {@value #MAX_CHARS} characters
 */
record ResultRows(List<Column> columns, List<List<JsonNode>> rows, int rowCount, boolean truncated) {

    private static final int MAX_CELL = 4_000;
    private static final int MAX_CHARS = 200_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ResultRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** @param type name of the type in PostgreSQL */
    record Column(String name, String type) {}

    static ResultRows read(ResultSet results, int limit) throws SQLException {
        var shape = results.getMetaData();
        var columns = new ArrayList<Column>();
        for (var i = 1; i <= shape.getColumnCount(); i++) {
            columns.add(new Column(shape.getColumnLabel(i), shape.getColumnTypeName(i)));
        }
        var rows = new ArrayList<List<JsonNode>>();
        var chars = 0L;
        var more = results.next();
        while (more && rows.size() < limit && chars < MAX_CHARS) {
            var row = row(results, shape);
            rows.add(row);
            chars += row.stream().mapToInt(cell -> cell.asText().length()).sum();
            more = results.next();
        }
        return new ResultRows(columns, rows, rows.size(), more);
    }

    private static List<JsonNode> row(ResultSet results, ResultSetMetaData shape) throws SQLException {
        var row = new ArrayList<JsonNode>();
        for (var i = 1; i <= shape.getColumnCount(); i++) {
            row.add(cell(results, i, shape.getColumnType(i)));
        }
        return row;
    }

    private static JsonNode cell(ResultSet results, int column, int type) throws SQLException {
        var text = results.getString(column);
        if (text == null) {
            return NODES.nullNode();
        }
        return switch (type) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> NODES.numberNode(results.getLong(column));
            case Types.BOOLEAN, Types.BIT ->
                text.equals("t") || text.equals("f") || text.equals("true") || text.equals("false")
                        ? NODES.booleanNode(results.getBoolean(column))
                        : NODES.textNode(text);
            case Types.NUMERIC, Types.REAL, Types.DOUBLE -> number(text);
            default -> NODES.textNode(text.length() <= MAX_CELL ? text : text.substring(0, MAX_CELL) + "…");
        };
    }

    private static JsonNode number(String text) {
        // NaN and Infinity are not JSON numbers, and money includes the currency; they stay text.
        var plain = text.length() <= 100 && text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");
        return plain ? NODES.numberNode(new BigDecimal(text)) : NODES.textNode(text);
    }
}
