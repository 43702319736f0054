// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.csv;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collector of the statistics of a column. Not thread-safe. */
final class ColumnProfile {

    static final int MAX_DISTINCT = 1_000;
    private static final int MAX_SHOWN = 200;

    private final String name;
    private final Set<ValueType> possible = EnumSet.allOf(ValueType.class);
    private final Set<String> distinct = new HashSet<>();
    private int empty;
    private @Nullable String least;
    private @Nullable String greatest;
    private @Nullable BigDecimal lowest;
    private @Nullable BigDecimal highest;

    ColumnProfile(String name) {
        this.name = name;
    }

    /**
     * @param type     narrowest type of all values: {@code integer}, {@code decimal}, {@code boolean},
     *                 {@code date}, {@code timestamp} or {@code text}; {@code empty} without values
     * @param distinct distinct values, counted up to {@value ColumnProfile#MAX_DISTINCT}
     * @param min      by number for numbers, otherwise by character; truncated to {@value ColumnProfile#MAX_SHOWN} characters
     */
    record Column(
            String name,
            String type,
            int empty,
            int distinct,
            boolean distinctCapped,
            @Nullable String min,
            @Nullable String max) {}

    void add(String raw) {
        var value = raw.strip();
        if (value.isEmpty()) {
            empty++;
            return;
        }
        possible.removeIf(type -> !type.accepts(value));
        if (distinct.size() <= MAX_DISTINCT) {
            distinct.add(value);
        }
        least = least == null || value.compareTo(least) < 0 ? value : least;
        greatest = greatest == null || value.compareTo(greatest) > 0 ? value : greatest;
        if (possible.contains(ValueType.DECIMAL)) {
            var number = new BigDecimal(value);
            lowest = lowest == null ? number : lowest.min(number);
            highest = highest == null ? number : highest.max(number);
        }
    }

    Column result() {
        var numeric = possible.contains(ValueType.DECIMAL);
        return new Column(
                name,
                least == null ? "empty" : ValueType.narrowest(possible).label(),
                empty,
                Math.min(distinct.size(), MAX_DISTINCT),
                distinct.size() > MAX_DISTINCT,
                shown(numeric && lowest != null ? lowest.toPlainString() : least),
                shown(numeric && highest != null ? highest.toPlainString() : greatest));
    }

    private static @Nullable String shown(@Nullable String value) {
        return value == null || value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }
}
