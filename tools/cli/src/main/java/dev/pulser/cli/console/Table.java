// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Table with headings; each column is as wide as its widest cell. Control characters in cells are replaced. */
public final class Table {

    private static final String GAP = "  ";
    private static final int MIN_TRUNCATED_WIDTH = 20;
    private static final int NONE = -1;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final int stateColumn;
    private final int truncatedColumn;

    private Table(List<String> headings, int stateColumn, int truncatedColumn) {
        this.headings = headings;
        this.stateColumn = stateColumn;
        this.truncatedColumn = truncatedColumn;
    }

    public static Table of(String... headings) {
        return new Table(List.of(headings), NONE, NONE);
    }

    /** Returns a table like this one whose cells in column {@code heading} have the color of the state they name. */
    public Table coloring(String heading) {
        return new Table(headings, headings.indexOf(heading), truncatedColumn);
    }

    /** Returns a table like this one whose column {@code heading} is truncated to the width of the console. */
    public Table truncating(String heading) {
        return new Table(headings, stateColumn, headings.indexOf(heading));
    }

    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("%d cells under %d headings".formatted(cells.length, headings.size()));
        }
        rows.add(List.of(cells).stream().map(Table::sanitized).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Returns the lines to print, the headings first. */
    public List<String> lines(Console console) {
        var widths = IntStream.range(0, headings.size()).map(this::width).toArray();
        if (truncatedColumn != NONE) {
            int whole = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
            int left = widths[truncatedColumn] - Math.max(0, whole - console.columns());
            widths[truncatedColumn] = Math.min(widths[truncatedColumn], Math.max(MIN_TRUNCATED_WIDTH, left));
        }
        var lines = new ArrayList<String>();
        lines.add(console.styled(TextStyle.FAINT, line(headings, widths)));
        for (var row : rows) {
            lines.add(row(console, truncated(row, widths), widths));
        }
        return lines;
    }

    private List<String> truncated(List<String> cells, int[] widths) {
        if (truncatedColumn == NONE) {
            return cells;
        }
        var truncated = new ArrayList<>(cells);
        truncated.set(truncatedColumn, TextWidth.truncate(cells.get(truncatedColumn), widths[truncatedColumn]));
        return truncated;
    }

    private String row(Console console, List<String> cells, int[] widths) {
        if (stateColumn < 0) {
            return line(cells, widths);
        }
        var state = cells.get(stateColumn);
        var before = line(cells.subList(0, stateColumn), widths, 0, false);
        var after = line(cells.subList(stateColumn + 1, cells.size()), widths, stateColumn + 1, true);
        var padding = after.isEmpty() ? "" : " ".repeat(widths[stateColumn] - TextWidth.of(state)) + GAP;
        return before + console.styled(TextStyle.ofState(state), state) + padding + after;
    }

    private static String line(List<String> cells, int[] widths) {
        return line(cells, widths, 0, true);
    }

    private static String line(List<String> cells, int[] widths, int first, boolean last) {
        var text = IntStream.range(0, cells.size())
                .mapToObj(i -> cells.get(i) + " ".repeat(widths[first + i] - TextWidth.of(cells.get(i))) + GAP)
                .collect(Collectors.joining());
        return last ? text.stripTrailing() : text;
    }

    private int width(int column) {
        var widest = rows.stream()
                .mapToInt(row -> TextWidth.of(row.get(column)))
                .max()
                .orElse(0);
        return Math.max(widest, TextWidth.of(headings.get(column)));
    }

    /** Replaces control characters and bidirectional overrides, which must not reach the terminal. */
    public static String sanitized(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
