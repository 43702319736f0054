// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;

/** Architecture of the contract. */
class ContractArchitectureTest extends ModuleArchitecture {

    ContractArchitectureTest() {
        super("dev.pulser.contract");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        return Map.of(
                "only codecs know Avro",
                noClasses()
                        .that()
                        .resideInAPackage(base + "..")
                        .and()
                        .resideOutsideOfPackage(base + ".codec..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.avro..", "dev.pulser.wire.."),
                "only topics use Kafka's clients",
                noClasses()
                        .that()
                        .resideInAPackage(base + "..")
                        .and()
                        .resideOutsideOfPackage(base + ".topic..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.kafka.clients.."));
    }
}
