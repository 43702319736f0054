// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, each column as wide as its widest cell. Cells are made harmless for a terminal. */
public final class Table {

    private static final String GAP = "  ";
    private static final int LEAST_LEFT = 20;
    private static final int NONE = -1;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final int stateColumn;
    private final int cutColumn;

    private Table(List<String> headings, int stateColumn, int cutColumn) {
        this.headings = headings;
        this.stateColumn = stateColumn;
        this.cutColumn = cutColumn;
    }

    public static Table of(String... headings) {
        return new Table(List.of(headings), NONE, NONE);
    }

    /** This, with the cells of one column in the colour of the state that they name. */
    public Table colouring(String heading) {
        return new Table(headings, headings.indexOf(heading), cutColumn);
    }

    /** This, with the cells of one column cut so that a line is no wider than the console. */
    public Table cutting(String heading) {
        return new Table(headings, stateColumn, headings.indexOf(heading));
    }

    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("%d cells under %d headings".formatted(cells.length, headings.size()));
        }
        rows.add(List.of(cells).stream().map(Table::harmless).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines to print, the headings first. */
    public List<String> lines(Console console) {
        var widths = IntStream.range(0, headings.size()).map(this::width).toArray();
        if (cutColumn != NONE) {
            int whole = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
            int left = widths[cutColumn] - Math.max(0, whole - console.columns());
            widths[cutColumn] = Math.min(widths[cutColumn], Math.max(LEAST_LEFT, left));
        }
        var lines = new ArrayList<String>();
        lines.add(console.styled(Style.FAINT, line(headings, widths)));
        for (var row : rows) {
            lines.add(row(console, cut(row, widths), widths));
        }
        return lines;
    }

    private List<String> cut(List<String> cells, int[] widths) {
        if (cutColumn == NONE) {
            return cells;
        }
        var cut = new ArrayList<>(cells);
        cut.set(cutColumn, Width.cut(cells.get(cutColumn), widths[cutColumn]));
        return cut;
    }

    private String row(Console console, List<String> cells, int[] widths) {
        if (stateColumn < 0) {
            return line(cells, widths);
        }
        var state = cells.get(stateColumn);
        var before = line(cells.subList(0, stateColumn), widths, 0, false);
        var after = line(cells.subList(stateColumn + 1, cells.size()), widths, stateColumn + 1, true);
        var padding = after.isEmpty() ? "" : " ".repeat(widths[stateColumn] - Width.of(state)) + GAP;
        return before + console.styled(Style.ofState(state), state) + padding + after;
    }

    private static String line(List<String> cells, int[] widths) {
        return line(cells, widths, 0, true);
    }

    private static String line(List<String> cells, int[] widths, int first, boolean last) {
        var text = IntStream.range(0, cells.size())
                .mapToObj(i -> cells.get(i) + " ".repeat(widths[first + i] - Width.of(cells.get(i))) + GAP)
                .collect(Collectors.joining());
        return last ? text.stripTrailing() : text;
    }

    private int width(int column) {
        var widest =
                rows.stream().mapToInt(row -> Width.of(row.get(column))).max().orElse(0);
        return Math.max(widest, Width.of(headings.get(column)));
    }

    /** Control characters and bidirectional overrides from a task must not reach the terminal. */
    public static String harmless(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
