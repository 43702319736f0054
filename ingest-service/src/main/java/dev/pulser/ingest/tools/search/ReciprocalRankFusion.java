// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): merges rankings whose scores are not comparable. */
final class ReciprocalRankFusion {

    /** Constant from the paper; dampens the difference between the first ranks. */
    private static final double K = 60;

    private ReciprocalRankFusion() {}

    /** Returns the union of all rankings, best first. */
    static List<String> of(List<List<String>> rankings) {
        var scores = new HashMap<String, Double>();
        for (var ranking : rankings) {
            for (int i = 0; i < ranking.size(); i++) {
                scores.merge(ranking.get(i), 1 / (K + i + 1), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
