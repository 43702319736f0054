// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds texts by their words: one that is rare counts more, and one in a name more than one in a description. Immutable; safe
 * from any thread.
 */
final class WordIndex {

    private static final double IN_NAME = 3;
    private static final double IN_TITLE = 2;
    private static final double IN_DESCRIPTION = 1;
    private static final double BEGINNING_ONLY = 0.5;
    private static final int MIN_BEGINNING = 3;

    private final List<Indexed> texts;
    private final Map<String, Integer> textsWith = new HashMap<>();

    /** How much each word of a text weighs. */
    private record Indexed(String key, Map<String, Double> words) {}

    WordIndex(Collection<SearchText> all) {
        texts = all.stream().map(text -> new Indexed(text.key(), weights(text))).toList();
        texts.forEach(text -> text.words().keySet().forEach(word -> textsWith.merge(word, 1, Integer::sum)));
    }

    private static Map<String, Double> weights(SearchText text) {
        var words = new HashMap<String, Double>();
        SearchText.words(text.description()).forEach(word -> words.put(word, IN_DESCRIPTION));
        if (text.title() != null) {
            SearchText.words(text.title()).forEach(word -> words.merge(word, IN_TITLE, Math::max));
        }
        SearchText.words(text.name()).forEach(word -> words.merge(word, IN_NAME, Math::max));
        return words;
    }

    /** Keys of those that have at least one of the words, best first. */
    List<String> find(String query) {
        var wanted = SearchText.words(query);
        record Hit(String key, double score) {}
        return texts.stream()
                .map(text -> new Hit(
                        text.key(),
                        wanted.stream()
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
        if (word.length() < MIN_BEGINNING) {
            return 0;
        }
        return words.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(word))
                .mapToDouble(entry -> entry.getValue() * rarity(entry.getKey()) * BEGINNING_ONLY)
                .max()
                .orElse(0);
    }

    private double rarity(String word) {
        return Math.log(1 + (double) texts.size() / textsWith.getOrDefault(word, 1));
    }
}
