// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls of this module, and for each the proof that it would show red. */
class TelemetryArchitectureTest {

    private static final JavaClasses TELEMETRY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pulser.telemetry");

    private static final JavaClasses FIXTURE =
            new ClassFileImporter().importPackages("dev.pulser.telemetry.architecture.fixture");

    private static final Map<String, ArchRule> RULES = Map.of(
            "features do not form cycles",
            slices().matching("dev.pulser.telemetry..(*)").should().beFreeOfCycles(),
            "only what writes tables, and the migrations, talk to the database",
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.pulser.telemetry",
                            "..projection..",
                            "dev.pulser.telemetry.agent..",
                            "dev.pulser.telemetry.tool..",
                            "dev.pulser.telemetry.alert..",
                            "dev.pulser.telemetry.outbox..",
                            "dev.pulser.telemetry.table..",
                            "..migration..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb.."),
            "only the Redis views talk to Redis",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..redis..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.lettuce.."),
            "the two destinations do not know each other",
            noClasses()
                    .that()
                    .resideInAPackage("..redis..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..projection..",
                            "dev.pulser.telemetry.agent..",
                            "dev.pulser.telemetry.tool..",
                            "..migration.."),
            "what events say is worked out without Kafka, a database or Quarkus",
            noClasses()
                    .that()
                    .resideInAPackage("..task..")
                    .and()
                    .resideInAPackage("dev.pulser.telemetry..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "java.sql..", "io.quarkus..", "jakarta.."),
            "only producers ask for the time",
            noClasses()
                    .that()
                    .haveSimpleNameNotEndingWith("Producer")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC"),
            "names say what a class does",
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base|Data|Info)(\\$.*)?"));

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(String name, ArchRule rule) {
        rule.check(TELEMETRY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void wouldShowRed(String name, ArchRule rule) {
        assertThat(rule.evaluate(FIXTURE).hasViolation()).as(name).isTrue();
    }

    static Stream<Object[]> rules() {
        return RULES.entrySet().stream().map(rule -> new Object[] {rule.getKey(), rule.getValue()});
    }
}
