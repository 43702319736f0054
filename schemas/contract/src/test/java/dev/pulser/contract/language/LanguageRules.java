// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.language;

import dev.pulser.contract.language.JavaSources.Javadoc;
import dev.pulser.contract.language.JavaSources.SourceType;
import dev.pulser.contract.language.JavaSources.Sources;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules of naming and documentation. Each returns the violations it finds, one line each. */
final class LanguageRules {

    static final int MAX_COMPONENTS = 8;
    static final int MAX_TYPES_IN_A_PACKAGE = 12;

    private static final Set<String> QUESTION_WORDS = Set.of(
            "what",
            "who",
            "whom",
            "whose",
            "whether",
            "how",
            "that",
            "which",
            "where",
            "when",
            "why",
            "whatever",
            "whoever");

    private static final List<String> EXCEPTIONS = List.of("Exception", "Throwable", "Error");

    private LanguageRules() {}

    /** Javadoc starts with a verb phrase or a noun phrase, not with a question word. */
    static List<String> javadocStartsWithAQuestionWord(Sources sources) {
        return sources.javadocs().stream()
                .filter(comment -> QUESTION_WORDS.contains(comment.firstWord().toLowerCase(Locale.ROOT)))
                .map(LanguageRules::describe)
                .toList();
    }

    private static String describe(Javadoc comment) {
        return "%s: the Javadoc of %s starts with \"%s\""
                .formatted(comment.file(), comment.element(), comment.firstWord());
    }

    /** Names of exceptions end in {@code Exception}. */
    static List<String> exceptionHasAnotherSuffix(Sources sources) {
        return sources.types().stream()
                .filter(type -> isException(type.supertype()))
                .filter(type -> !type.name().endsWith("Exception"))
                .map(type -> "%s: %s extends %s".formatted(type.file(), type.name(), type.supertype()))
                .toList();
    }

    private static boolean isException(@Nullable String supertype) {
        return supertype != null && EXCEPTIONS.stream().anyMatch(supertype::endsWith);
    }

    /** Simple names of top-level types are unique over all modules, except those in {@code allowed}. */
    static List<String> simpleNameIsUsedTwice(Sources sources, Set<String> allowed) {
        return sources.types().stream()
                .filter(type -> type.outer() == null)
                .filter(type -> !allowed.contains(type.name()))
                .collect(Collectors.groupingBy(SourceType::name))
                .entrySet()
                .stream()
                .filter(types -> types.getValue().size() > 1)
                .map(types -> "%s is the name of %s"
                        .formatted(
                                types.getKey(),
                                types.getValue().stream()
                                        .map(SourceType::packageName)
                                        .collect(Collectors.joining(", "))))
                .sorted()
                .toList();
    }

    /** Records have at most {@value #MAX_COMPONENTS} components, except those in {@code allowed}. */
    static List<String> recordIsTooWide(Sources sources, Set<String> allowed) {
        return sources.types().stream()
                .filter(type -> type.components() > MAX_COMPONENTS)
                .filter(type -> !allowed.contains(type.name()))
                .map(type -> "%s: record %s has %d components".formatted(type.file(), type.name(), type.components()))
                .toList();
    }

    /** Packages hold at most {@value #MAX_TYPES_IN_A_PACKAGE} top-level types. */
    static List<String> packageIsTooLarge(Sources sources) {
        return sources.types().stream()
                .filter(type -> type.outer() == null)
                .collect(Collectors.groupingBy(SourceType::packageName, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(types -> types.getValue() > MAX_TYPES_IN_A_PACKAGE)
                .map(types -> "package %s has %d types".formatted(types.getKey(), types.getValue()))
                .sorted()
                .toList();
    }

    /** No type or package has a name in {@code retired}, as a whole word in camel case. */
    static List<String> retiredWordIsUsed(Sources sources, Set<String> retired) {
        return sources.types().stream()
                .flatMap(type -> words(type.name())
                        .filter(retired::contains)
                        .map(word -> "%s: %s uses the retired word \"%s\"".formatted(type.file(), type.name(), word)))
                .toList();
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.replace("DeadLetter", "Deadletter").split("(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }
}
