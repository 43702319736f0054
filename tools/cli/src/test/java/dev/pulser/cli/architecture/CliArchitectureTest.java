// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.pulser.contract.architecture.ModuleArchitecture;
import java.util.Map;

class CliArchitectureTest extends ModuleArchitecture {

    CliArchitectureTest() {
        super("dev.pulser.cli");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        return Map.of(
                "the API client knows no command", apiKnowsNoCommand(base),
                "commands use public interfaces only", usesPublicInterfacesOnly(base));
    }

    private static ArchRule apiKnowsNoCommand(String base) {
        return noClasses()
                .that()
                .resideInAnyPackage(base + ".api..", base + ".console..", base + ".option..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        base + ".agent..",
                        base + ".deadletter..",
                        base + ".doctor..",
                        base + ".mcp..",
                        base + ".task..",
                        base + ".topic..",
                        base + ".watch..");
    }

    /** The class path has no broker, database or service (see pom.xml); this also keeps out JDBC and the launcher. */
    private static ArchRule usesPublicInterfacesOnly(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "kafka..",
                        "org.apache.kafka.streams..",
                        "io.lettuce..",
                        "io.quarkus..",
                        "dev.pulser.launcher..",
                        "dev.pulser.ingest..",
                        "dev.pulser.routing..",
                        "dev.pulser.adapters..",
                        "dev.pulser.telemetry..");
    }
}
