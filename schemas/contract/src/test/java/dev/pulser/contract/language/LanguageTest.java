// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.language.JavaSources.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Language of the main sources of all modules, and each rule with a source that violates it. */
class LanguageTest {

    /** Simple names that more than one type may have. */
    private static final Set<String> SHARED_NAMES = Set.of();

    /** Records that may have more components than the limit, each with its reason. */
    private static final Map<String, String> WIDE_RECORDS = Map.of();

    private static final Sources PROJECT = JavaSources.below(Project.root());

    @TempDir
    Path folder;

    @Test
    void findsTheSourcesOfAllModules() {
        assertThat(PROJECT.types())
                .extracting(JavaSources.SourceType::packageName)
                .contains("dev.pulser.contract.task", "dev.pulser.ingest.submit", "dev.pulser.routing.lane");
    }

    @Test
    void javadocStartsWithAPhrase() {
        assertThat(LanguageRules.javadocStartsWithAQuestionWord(PROJECT)).isEmpty();
    }

    @Test
    void exceptionsEndInException() {
        assertThat(LanguageRules.exceptionHasAnotherSuffix(PROJECT)).isEmpty();
    }

    @Test
    void simpleNamesAreUnique() {
        assertThat(LanguageRules.simpleNameIsUsedTwice(PROJECT, SHARED_NAMES)).isEmpty();
    }

    @Test
    void recordsHaveAtMostEightComponents() {
        assertThat(LanguageRules.recordIsTooWide(PROJECT, WIDE_RECORDS.keySet()))
                .isEmpty();
    }

    @Test
    void packagesAreSmall() {
        assertThat(LanguageRules.packageIsTooLarge(PROJECT)).isEmpty();
    }

    @Test
    void retiredWordsAreNotUsed() {
        assertThat(LanguageRules.retiredWordIsUsed(PROJECT, Vocabulary.retiredWords()))
                .isEmpty();
    }

    @Test
    void detectsAQuestionWord() throws IOException {
        var sources = source("Queue", "/** What waits. */ class Queue { /** Whether it is empty. */ void empty() {} }");

        assertThat(LanguageRules.javadocStartsWithAQuestionWord(sources)).hasSize(2);
    }

    @Test
    void detectsAMisnamedException() throws IOException {
        var sources = source("Away", "class Away extends RuntimeException {}");

        assertThat(LanguageRules.exceptionHasAnotherSuffix(sources)).hasSize(1);
    }

    @Test
    void detectsADuplicateName() throws IOException {
        var first = write("one", "Verdict", "class Verdict {}");
        var second = write("two", "Verdict", "class Verdict {}");
        var sources = JavaSources.read(List.of(first, second));

        assertThat(LanguageRules.simpleNameIsUsedTwice(sources, Set.of()))
                .containsExactly("Verdict is the name of one, two");
        assertThat(LanguageRules.simpleNameIsUsedTwice(sources, Set.of("Verdict")))
                .isEmpty();
    }

    @Test
    void detectsAWideRecord() throws IOException {
        var sources = source("Wide", "record Wide(int a, int b, int c, int d, int e, int f, int g, int h, int i) {}");

        assertThat(LanguageRules.recordIsTooWide(sources, Set.of())).hasSize(1);
        assertThat(LanguageRules.recordIsTooWide(sources, Set.of("Wide"))).isEmpty();
    }

    @Test
    void detectsALargePackage() throws IOException {
        var types = new StringBuilder();
        for (int i = 0; i <= LanguageRules.MAX_TYPES_IN_A_PACKAGE; i++) {
            types.append("class T%d {}\n".formatted(i));
        }

        assertThat(LanguageRules.packageIsTooLarge(source("Types", types.toString())))
                .hasSize(1);
    }

    @Test
    void detectsARetiredWord() throws IOException {
        var sources = source("ConnectionDoor", "class ConnectionDoor {}");

        assertThat(LanguageRules.retiredWordIsUsed(sources, Set.of("door"))).hasSize(1);
        assertThat(LanguageRules.retiredWordIsUsed(source("Doorway", "class Doorway {}"), Set.of("door")))
                .isEmpty();
    }

    private Sources source(String name, String text) throws IOException {
        return JavaSources.read(List.of(write("fixture", name, text)));
    }

    private Path write(String packageName, String name, String text) throws IOException {
        var file = folder.resolve(packageName).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "package %s;\n%s\n".formatted(packageName, text));
    }
}
