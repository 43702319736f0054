// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Architecture rules, each with a fixture that violates it. */
class ChaosArchitectureTest {

    private static final JavaClasses CHAOS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pulser.chaos");

    private static final JavaClasses FIXTURE =
            new ClassFileImporter().importPackages("dev.pulser.chaos.architecture.fixture");

    private static final Map<String, ArchRule> RULES = Map.of(
            "packages do not form cycles",
            slices().matching("dev.pulser.chaos..(*)").should().beFreeOfCycles(),
            "no dependency on code of Pulser, not even on its Avro classes",
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.pulser..").and(not(resideInAPackage("dev.pulser.chaos..")))),
            "checks depend on evidence only",
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..chaos..rule..", "..chaos..check..", "..chaos..verdict..", "..chaos..evidence..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache..", "java.sql..", "java.net..", "java.nio.file..", "..chaos..collect.."),
            "agents do not depend on Kafka or a database",
            noClasses()
                    .that()
                    .resideInAPackage("..chaos..agent..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache..", "java.sql.."),
            "clocks are passed in",
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis"));

    @ParameterizedTest
    @MethodSource("rules")
    void complies(String name, ArchRule rule) {
        rule.check(CHAOS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void detectsViolations(String name, ArchRule rule) {
        assertThat(rule.evaluate(FIXTURE).hasViolation()).as(name).isTrue();
    }

    @Test
    void findsTheClasses() {
        assertThat(CHAOS).hasSizeGreaterThan(60);
    }

    static Stream<Object[]> rules() {
        return RULES.entrySet().stream().map(rule -> new Object[] {rule.getKey(), rule.getValue()});
    }
}
