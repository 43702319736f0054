// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls of the contract, and for each the proof that it would show red. */
class ContractArchitectureTest {

    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pulser.contract");

    private static final JavaClasses FIXTURE =
            new ClassFileImporter().importPackages("dev.pulser.contract.architecture.fixture");

    private static final Map<String, ArchRule> RULES = Map.of(
            "packages do not form cycles",
            slices().matching("dev.pulser.contract..(*)").should().beFreeOfCycles(),
            "only codecs and topics know Avro, Jackson is at the codecs and the agents file",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..codec..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.avro..", "dev.pulser.wire.."),
            "only topics ask the broker",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..contract.topic..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka.clients.."),
            "nobody asks for the time",
            noClasses().should().callMethod(java.time.Instant.class, "now"));

    @ParameterizedTest
    @MethodSource("rules")
    void holds(String name, ArchRule rule) {
        rule.check(CONTRACT);
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
