// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keyword index of tools. Rare words weigh more than common ones, and words in names more than in descriptions.
 * Immutable; thread-safe.
 */
final class KeywordIndex {

    private static final double NAME_WEIGHT = 3;
    private static final double TITLE_WEIGHT = 2;
    private static final double DESCRIPTION_WEIGHT = 1;
    private static final double PREFIX_FACTOR = 0.5;
    private static final int MIN_PREFIX_CHARS = 3;

    private final List<Indexed> documents;
    private final Map<String, Integer> documentsWith = new HashMap<>();

    /** Weights of the words of one document. */
    private record Indexed(String key, Map<String, Double> words) {}

    KeywordIndex(Collection<ToolDocument> all) {
        documents =
                all.stream().map(text -> new Indexed(text.key(), weights(text))).toList();
        documents.forEach(text -> text.words().keySet().forEach(word -> documentsWith.merge(word, 1, Integer::sum)));
    }

    private static Map<String, Double> weights(ToolDocument text) {
        var words = new HashMap<String, Double>();
        ToolDocument.words(text.description()).forEach(word -> words.put(word, DESCRIPTION_WEIGHT));
        if (text.title() != null) {
            ToolDocument.words(text.title()).forEach(word -> words.merge(word, TITLE_WEIGHT, Math::max));
        }
        ToolDocument.words(text.name()).forEach(word -> words.merge(word, NAME_WEIGHT, Math::max));
        return words;
    }

    /** Returns the keys of documents that contain at least one word of the query, best first. */
    List<String> find(String query) {
        var terms = ToolDocument.words(query);
        record Hit(String key, double score) {}
        return documents.stream()
                .map(text -> new Hit(
                        text.key(),
                        terms.stream()
                                .mapToDouble(word -> score(word, text.words()))
                                .sum()))
                .filter(hit -> hit.score() > 0)
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::key))
                .map(Hit::key)
                .toList();
    }

    private double score(String word, Map<String, Double> words) {
        var exact = words.get(word);
        if (exact != null) {
            return exact * rarity(word);
        }
        if (word.length() < MIN_PREFIX_CHARS) {
            return 0;
        }
        return words.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(word))
                .mapToDouble(entry -> entry.getValue() * rarity(entry.getKey()) * PREFIX_FACTOR)
                .max()
                .orElse(0);
    }

    private double rarity(String word) {
        return Math.log(1 + (double) documents.size() / documentsWith.getOrDefault(word, 1));
    }
}
