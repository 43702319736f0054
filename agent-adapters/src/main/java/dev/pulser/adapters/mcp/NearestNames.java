// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which names somebody may have meant. */
final class NearestNames {

    private static final int MAX_SHOWN = 3;

    private NearestNames() {}

    /** At most three, the nearest first; those that share nothing with {@code asked} are left out. */
    static List<String> of(String asked, Collection<String> names) {
        int limit = Math.max(2, asked.length() / 2);
        return names.stream()
                .filter(name -> name.contains(asked) || asked.contains(name) || distance(asked, name) <= limit)
                .sorted(Comparator.comparingInt((String name) -> distance(asked, name))
                        .thenComparing(name -> name))
                .limit(MAX_SHOWN)
                .toList();
    }

    /** Letters to put in, take out or change (Levenshtein). */
    static int distance(String left, String right) {
        var above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            var current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(above[column - 1] + change, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[right.length()];
    }
}
