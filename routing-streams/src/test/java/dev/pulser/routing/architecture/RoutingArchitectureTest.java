// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.pulser.contract.architecture.ModuleArchitecture;
import java.util.Arrays;
import java.util.Map;

class RoutingArchitectureTest extends ModuleArchitecture {

    RoutingArchitectureTest() {
        super("dev.pulser.routing");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        return Map.of(
                "decisions do not depend on Kafka", decisionsDoNotDependOnKafka(base),
                "stores do not write to topics", storesDoNotWriteToTopics(base),
                "only the runtime depends on Quarkus", onlyRuntimeDependsOnQuarkus(base));
    }

    private static ArchRule decisionsDoNotDependOnKafka(String base) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(base, "decision", "settlement"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        concat(packages(base, "lane", "admission", "queue", "runtime"), "org.apache.kafka.."));
    }

    private static ArchRule storesDoNotWriteToTopics(String base) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(
                        base, "queue", "ordering", "running", "timer", "dispatch", "ledger", "budget", "limit"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(base, "output", "lane", "admission", "input"));
    }

    private static ArchRule onlyRuntimeDependsOnQuarkus(String base) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(base + ".runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..");
    }

    private static String[] packages(String base, String... names) {
        return Arrays.stream(names).map(name -> base + '.' + name + "..").toArray(String[]::new);
    }

    private static String[] concat(String[] first, String last) {
        var all = Arrays.copyOf(first, first.length + 1);
        all[first.length] = last;
        return all;
    }
}
