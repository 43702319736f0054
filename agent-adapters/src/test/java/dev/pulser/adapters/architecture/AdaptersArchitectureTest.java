// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import dev.pulser.contract.architecture.ModuleArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Architecture of agent-adapters: the SPI and dispatch know no agent kind, and kinds do not know each other. */
class AdaptersArchitectureTest extends ModuleArchitecture {

    private static final List<String> KINDS = List.of("http", "a2a..", "worker", "mcp", "llm..");

    AdaptersArchitectureTest() {
        super("dev.pulser.adapters");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put("the SPI knows no kind and no dispatch", forbidden(base, "spi", with(KINDS, "dispatch", "attempt")));
        rules.put("dispatch knows no kind", forbidden(base, "dispatch", KINDS));
        rules.put("attempts know no kind", forbidden(base, "attempt", KINDS));
        rules.put(
                "kinds do not know each other",
                slices().matching(base + ".(http|a2a|mcp|worker|llm)..")
                        .should()
                        .notDependOnEachOther());
        rules.put(
                "limiters and policies know no registry",
                forbidden(base, "limiter", List.of("registry", "toolcall", "mcp")));
        rules.put("only Kafka packages use Kafka clients", onlyKafkaPackagesUseKafkaClients(base));
        rules.put("no class starts processes", noClassStartsProcesses(base));
        return rules;
    }

    private static ArchRule forbidden(String base, String from, List<String> to) {
        return noClasses()
                .that()
                .resideInAPackage(base + '.' + from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to.stream().map(name -> base + '.' + name).toArray(String[]::new));
    }

    private static List<String> with(List<String> kinds, String... more) {
        return Stream.concat(kinds.stream(), Stream.of(more)).toList();
    }

    private static ArchRule onlyKafkaPackagesUseKafkaClients(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .resideOutsideOfPackages(base + ".kafka", base + ".dispatch", base + ".worker")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients..");
    }

    private static ArchRule noClassStartsProcesses(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Runtime.class);
    }
}
