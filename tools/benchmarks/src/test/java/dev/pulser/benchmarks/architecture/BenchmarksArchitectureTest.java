// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.architecture;

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
class BenchmarksArchitectureTest {

    private static final JavaClasses BENCHMARKS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pulser.benchmarks");

    private static final JavaClasses FIXTURE =
            new ClassFileImporter().importPackages("dev.pulser.benchmarks.architecture.fixture");

    private static final Map<String, ArchRule> RULES = Map.of(
            "packages do not form cycles",
            slices().matching("dev.pulser.benchmarks..(*)").should().beFreeOfCycles(),
            "only public interfaces are used: no database, no cache",
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "io.lettuce.."),
            "reports do not depend on measurements",
            noClasses()
                    .that()
                    .resideInAPackage("..report..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..load..", "..agent..", "org.apache.kafka.."),
            "agents depend on neither Kafka nor Pulser",
            noClasses()
                    .that()
                    .resideInAPackage("dev.pulser.benchmarks..agent..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "dev.pulser.contract..", "..load..", "..report.."),
            "durations are measured by the monotonic clock",
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis"));

    @ParameterizedTest
    @MethodSource("rules")
    void complies(String name, ArchRule rule) {
        rule.check(BENCHMARKS);
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
