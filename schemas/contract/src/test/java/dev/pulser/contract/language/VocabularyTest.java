// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.language.JavaSources.SourceType;
import dev.pulser.contract.language.Vocabulary.Term;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vocabulary page: terms and meanings are unique, and every name on it exists in the code. */
class VocabularyTest {

    private static final List<Term> TERMS = Vocabulary.terms();

    /** Folders of schemas, migrations and topic names. */
    private static final List<String> WIRE = List.of(
            "schemas/avro/src/main/avro",
            "telemetry-streams/src/main/resources/db/migration",
            "schemas/contract/src/main/java/dev/pulser/contract/topic");

    @Test
    void listsEachTermOnce() {
        assertThat(TERMS)
                .hasSizeGreaterThan(40)
                .extracting(term -> term.word().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
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

        assertThat(TERMS.stream()
                        .flatMap(term -> term.names().stream())
                        .filter(name -> name.matches("[a-z][a-z0-9_-]*")))
                .allSatisfy(name -> assertThat(wire).contains(name));
    }

    @Test
    void listsNoRetiredWordAsATerm() {
        assertThat(TERMS).extracting(Term::word).doesNotContainAnyElementsOf(Vocabulary.retiredWords());
    }

    /** Returns the words of schemas, topics and migrations. */
    private static Set<String> wireNames() throws IOException {
        var names = new HashSet<String>();
        for (var folder : WIRE) {
            try (Stream<Path> files = Files.walk(Project.root().resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .flatMap(VocabularyTest::words)
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static Stream<String> words(Path file) {
        try {
            return Stream.of(Files.readString(file).split("[^A-Za-z0-9_-]+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
