// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.pulser.contract.architecture.ModuleArchitecture;
import java.util.Map;

class LauncherArchitectureTest extends ModuleArchitecture {

    LauncherArchitectureTest() {
        super("dev.pulser.launcher");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        return Map.of(
                "processes know no component", processesKnowNoComponent(base),
                "the stack knows no command line", stackKnowsNoCommandLine(base));
    }

    private static ArchRule processesKnowNoComponent(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + ".process..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        base + ".embedded..",
                        base + ".service..",
                        base + ".stack..",
                        "dev.pulser.cli..",
                        "org.apache.kafka..");
    }

    private static ArchRule stackKnowsNoCommandLine(String base) {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        base + ".process..",
                        base + ".embedded..",
                        base + ".service..",
                        base + ".options..",
                        base + ".project..",
                        base + ".stack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "dev.pulser.cli.console..", "dev.pulser.cli.option..");
    }
}
