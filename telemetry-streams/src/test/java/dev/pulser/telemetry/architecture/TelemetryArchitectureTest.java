// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.pulser.contract.architecture.ModuleArchitecture;
import java.util.Map;

class TelemetryArchitectureTest extends ModuleArchitecture {

    TelemetryArchitectureTest() {
        super("dev.pulser.telemetry");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        return Map.of(
                "the database is accessed by the projections, alerting and the migrations",
                noClasses()
                        .that()
                        .resideInAnyPackage(base + "..")
                        .and()
                        .resideOutsideOfPackages(
                                "dev.pulser.telemetry",
                                base + ".projection",
                                base + ".agent",
                                base + ".tool",
                                base + ".alert",
                                base + ".alerting",
                                base + ".postgres")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb.."),
                "Redis is accessed by package redis",
                noClasses()
                        .that()
                        .resideInAPackage(base + "..")
                        .and()
                        .resideOutsideOfPackage(base + ".redis")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.lettuce.."),
                "the Redis sink does not depend on PostgreSQL",
                noClasses()
                        .that()
                        .resideInAPackage(base + ".redis")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(base + ".projection", base + ".agent", base + ".tool", base + ".postgres"),
                "updates of tasks are computed without Kafka clients, databases and Quarkus",
                noClasses()
                        .that()
                        .resideInAPackage(base + ".batch")
                        .and()
                        .haveSimpleNameStartingWith("TaskUpdate")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.kafka..", "java.sql..", "io.quarkus..", "jakarta.."));
    }
}
