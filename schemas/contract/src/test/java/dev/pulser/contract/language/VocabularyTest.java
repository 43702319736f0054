// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.language.JavaSources.SourceType;
import dev.pulser.contract.language.Vocabulary.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vocabulary page: one word, one meaning, and every name on it is one that the code has. */
class VocabularyTest {

    private static final List<Term> TERMS = Vocabulary.terms();

    @Test
    void listsEachTermOnce() {
        assertThat(TERMS).hasSizeGreaterThan(40).extracting(term -> term.word().toLowerCase(Locale.ROOT)).doesNotHaveDuplicates();
    }

    @Test
    void givesEachTermItsOwnMeaning() {
        assertThat(TERMS).extracting(Term::meaning).doesNotHaveDuplicates();
    }

    @Test
    void namesOnlyTypesThatExist() {
        var types = JavaSources.below(Project.root()).types().stream()
                .map(SourceType::name)
                .collect(Collectors.toSet());

        assertThat(TERMS.stream().flatMap(term -> term.names().stream()).filter(name -> name.matches("[A-Z]\\w+")))
                .allSatisfy(name -> assertThat(types).contains(name));
    }

    @Test
    void namesOnlyFieldsAndTopicsThatExist() throws IOException {
        var wire = wireNames();

        assertThat(TERMS.stream().flatMap(term -> term.names().stream()).filter(name -> name.matches("[a-z][a-z0-9_.-]*")))
                .allSatisfy(name -> assertThat(wire).contains(name));
    }

    @Test
    void defendsNoRetiredWordAsATerm() {
        assertThat(TERMS).extracting(Term::word).doesNotContainAnyElementsOf(Vocabulary.retiredWords());
    }

    /** Returns the words of schemas, topics and migrations. */
    private static Set<String> wireNames() throws IOException {
        var root = Project.root();
        try (Stream<Path> files = Stream.concat(
                Stream.concat(
                        Files.walk(root.resolve("schemas/avro/src/main/avro")),
                        Files.walk(root.resolve("telemetry-streams/src/main/resources/db/migration"))),
                Files.walk(root.resolve("schemas/contract/src/main/java/dev/pulser/contract/topic")))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(VocabularyTest::words)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> words(Path file) {
        try {
            return Stream.of(Files.readString(file).split("[^A-Za-z0-9_.-]+"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
