// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Suggestions for a misspelled name. */
final class SimilarNames {

    private static final int MAX_SUGGESTIONS = 3;

    private SimilarNames() {}

    /** Returns up to three similar names, the most similar first. */
    static List<String> of(String wanted, Collection<String> names) {
        int limit = Math.max(2, wanted.length() / 2);
        return names.stream()
                .filter(name -> name.contains(wanted) || wanted.contains(name) || distance(wanted, name) <= limit)
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(name -> name))
                .limit(MAX_SUGGESTIONS)
                .toList();
    }

    /** Returns the Levenshtein distance. */
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
