// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a tool is found by.
 *
 * @param key         which tool it is
 * @param hash        another one where the rest is another
 * @param name        as its server calls it
 * @param description in its server's words
 */
public record SearchText(
        String key, String hash, String name, @Nullable String title, String description) {

    private static final int MAX_MEANT_CHARS = 600;
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** They are in every other sentence, and say nothing of a tool. */
    private static final Set<String> EMPTY_WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "in", "is",
            "it", "its", "me", "my", "of", "on", "or", "that", "the", "this", "to", "what", "with", "you");

    /** The words of a text: lower case, without endings that make no other word of them. */
    static List<String> words(String text) {
        return CAMEL.splitAsStream(text)
                .flatMap(NO_WORD::splitAsStream)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                .map(SearchText::stem)
                .toList();
    }

    /** Files, filing and filed are one word here; it need not be one of the language. */
    private static String stem(String word) {
        return Stream.of("ing", "es", "ed", "s", "e")
                .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= 3)
                .findFirst()
                .map(ending -> word.substring(0, word.length() - ending.length()))
                .orElse(word);
    }

    /** What a model of meaning is given to read. */
    String meant() {
        var text = String.join(" ", CAMEL.split(name.replaceAll("[_./-]+", " "))) + ". "
                + (title == null ? "" : title + ". ")
                + description;
        return text.substring(0, Math.min(text.length(), MAX_MEANT_CHARS));
    }
}
