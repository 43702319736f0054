// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Architecture rules, each with a fixture that violates it. */
class ToolboxArchitectureTest {

    private static final JavaClasses TOOLBOX = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pulser.toolbox");

    private static final JavaClasses FIXTURE =
            new ClassFileImporter().importPackages("dev.pulser.toolbox.architecture.fixture");

    private static final Map<String, ArchRule> RULES = Map.of(
            "packages do not form cycles",
            slices().matching("dev.pulser.toolbox..(*)").should().beFreeOfCycles(),
            "tools do not know the protocol",
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..files..", "..text..", "..csv..", "..sql..", "..http..", "..kafka..", "..host..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..protocol.."),
            "what all tools share knows none of them",
            noClasses()
                    .that()
                    .resideInAPackage("..tool..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..files..", "..text..", "..csv..", "..sql..", "..http..", "..kafka..", "..host.."),
            "an idle toolbox loads no Kafka client: only what the first call makes knows it",
            noClasses()
                    .that()
                    .doNotHaveSimpleName("GroupOffsets")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka.."),
            "an idle toolbox loads no JDBC driver: only what a call makes knows it",
            noClasses()
                    .that()
                    .doNotHaveSimpleName("ReadOnlySession")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postgresql.."),
            "clocks are passed in",
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis"));

    @ParameterizedTest
    @MethodSource("rules")
    void complies(String name, ArchRule rule) {
        rule.check(TOOLBOX);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void detectsViolations(String name, ArchRule rule) {
        assertThat(rule.evaluate(FIXTURE).hasViolation()).as(name).isTrue();
    }

    static Stream<Object[]> rules() {
        return RULES.entrySet().stream().map(rule -> new Object[] {rule.getKey(), rule.getValue()});
    }
}
