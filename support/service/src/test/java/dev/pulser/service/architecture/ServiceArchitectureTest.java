// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.pulser.contract.architecture.ModuleArchitecture;
import java.util.Map;

class ServiceArchitectureTest extends ModuleArchitecture {

    ServiceArchitectureTest() {
        super("dev.pulser.service");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        return Map.of(
                "Kafka clients are opened in package kafka and used in package start",
                noClasses()
                        .that()
                        .resideInAPackage(base + "..")
                        .and()
                        .resideOutsideOfPackages(base + ".kafka", base + ".start")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.kafka.clients.."));
    }
}
