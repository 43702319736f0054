// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Terms of {@code docs/vocabulary.md}: rows {@code | **term** | meaning | `Type`, `field` |}, and the list of retired words.
 */
final class Vocabulary {

    private static final Pattern ROW = Pattern.compile("\\| \\*\\*(.+?)\\*\\* \\| (.+?) \\| (.*?) \\|");
    private static final Pattern RETIRED = Pattern.compile("Retired words: (.+?)\\.", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Vocabulary() {}

    /**
     * One term.
     *
     * @param names names that the code uses for it: types, topics, fields
     */
    record Term(String word, String meaning, List<String> names) {}

    static List<Term> terms() {
        return ROW.matcher(page())
                .results()
                .map(row -> new Term(row.group(1), row.group(2), quoted(row.group(3))))
                .toList();
    }

    /** Returns the words that type names must not contain, in lower case. */
    static Set<String> retiredWords() {
        var line = RETIRED.matcher(page());
        if (!line.find()) {
            throw new IllegalStateException("docs/vocabulary.md has no line \"Retired words: …\"");
        }
        return quoted(line.group(1)).stream().collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> quoted(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }

    private static String page() {
        try {
            return String.join("\n", Files.readAllLines(Project.root().resolve("docs/vocabulary.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
