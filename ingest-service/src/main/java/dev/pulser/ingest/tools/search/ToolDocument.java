// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searchable text of a tool.
 *
 * @param key identifies the tool
 * @param hash changes with the other fields
 * @param name name by its server
 * @param title title by its server; null if none
 * @param description description by its server
 */
public record ToolDocument(
        String key, String hash, String name, @Nullable String title, String description) {

    private static final int MAX_EMBEDDING_CHARS = 600;
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NON_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Stop words. */
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "in", "is",
            "it", "its", "me", "my", "of", "on", "or", "that", "the", "this", "to", "what", "with", "you");

    /** Returns the lower-case stems of a text. */
    static List<String> words(String text) {
        return CAMEL.splitAsStream(text)
                .flatMap(NON_WORD::splitAsStream)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !STOP_WORDS.contains(word))
                .map(ToolDocument::stem)
                .toList();
    }

    /** Strips a common suffix, so that "files", "filing" and "filed" are equal. The stem need not be a word. */
    private static String stem(String word) {
        return Stream.of("ing", "es", "ed", "s", "e")
                .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= 3)
                .findFirst()
                .map(ending -> word.substring(0, word.length() - ending.length()))
                .orElse(word);
    }

    /** Returns the text to embed. */
    String embeddingText() {
        var text = String.join(" ", CAMEL.split(name.replaceAll("[_./-]+", " "))) + ". "
                + (title == null ? "" : title + ". ")
                + description;
        return text.substring(0, Math.min(text.length(), MAX_EMBEDDING_CHARS));
    }
}
