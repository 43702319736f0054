// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import dev.pulser.contract.architecture.ModuleArchitecture;
import java.util.Map;

/** Architecture of the MCP client: sessions and messages know no transport, and only stdio starts processes. */
class McpClientArchitectureTest extends ModuleArchitecture {

    McpClientArchitectureTest() {
        super("dev.pulser.mcp");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        return Map.of(
                "transports do not know each other",
                slices().matching(base + ".(stdio|http)..").should().notDependOnEachOther(),
                "messages and tools know no transport",
                noClasses()
                        .that()
                        .resideInAnyPackage(base + ".rpc", base + ".tools")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(base + ".stdio", base + ".http", base + ".session"),
                "sessions know no transport",
                noClasses()
                        .that()
                        .resideInAPackage(base + ".session")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(base + ".stdio", base + ".http"),
                "only stdio starts processes",
                noClasses()
                        .that()
                        .resideInAPackage(base + "..")
                        .and()
                        .resideOutsideOfPackage(base + ".stdio")
                        .should()
                        .dependOnClassesThat()
                        .belongToAnyOf(ProcessBuilder.class, Runtime.class),
                "no class knows Kafka",
                noClasses()
                        .that()
                        .resideInAPackage(base + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.kafka.."));
    }
}
