// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls of the adapters, and for each the proof that it would show red. */
class AdaptersArchitectureTest {

    private static final JavaClasses ADAPTERS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pulser.adapters");

    private static final JavaClasses FIXTURE =
            new ClassFileImporter().importPackages("dev.pulser.adapters.architecture.fixture");

    private static final Map<String, ArchRule> RULES = Map.of(
            "features do not form cycles",
            slices().matching("dev.pulser.adapters..(*)").should().beFreeOfCycles(),
            "the SPI knows no kind and nothing that runs one",
            noClasses()
                    .that()
                    .resideInAPackage("..adapters..spi")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..adapters..http",
                            "..adapters..a2a..",
                            "..adapters..worker",
                            "..adapters..mcp",
                            "..adapters..llm..",
                            "..adapters..coordinator",
                            "..adapters..dispatch"),
            "dispatch knows no kind",
            noClasses()
                    .that()
                    .resideInAPackage("..adapters..dispatch")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..adapters..http",
                            "..adapters..a2a..",
                            "..adapters..worker",
                            "..adapters..mcp",
                            "..adapters..llm..",
                            "..adapters..coordinator"),
            "kinds do not know each other",
            slices().matching("dev.pulser.adapters..(http|a2a|mcp|worker)..")
                    .should()
                    .notDependOnEachOther(),
            "only the way to the broker, dispatch, agents and workers know Kafka's clients",
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..adapters..kafka", "..adapters..dispatch", "..adapters..agents", "..adapters..worker")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka.clients.."),
            "the coordinator and the gates know nothing of the registry and the kinds",
            noClasses()
                    .that()
                    .resideInAnyPackage("..adapters..coordinator..", "..adapters..gate", "..adapters..terms")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..adapters..registry", "..adapters..mcp", "..adapters..dispatch"),
            "only stdio runs processes",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..adapters..stdio")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(ProcessBuilder.class, Runtime.class),
            "nobody asks for the time",
            noClasses()
                    .that(DescribedPredicate.not(simpleNameEndingWith("Producer")))
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis"));

    @ParameterizedTest
    @MethodSource("rules")
    void holds(String name, ArchRule rule) {
        rule.as(name).check(ADAPTERS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void wouldShowRed(String name, ArchRule rule) {
        assertThat(rule.evaluate(FIXTURE).hasViolation()).as(name).isTrue();
    }

    static Stream<Object[]> rules() {
        return RULES.entrySet().stream().map(rule -> new Object[] {rule.getKey(), rule.getValue()});
    }
}
