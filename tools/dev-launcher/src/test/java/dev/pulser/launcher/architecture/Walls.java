// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** The rules, for any root package: the launcher's own, and the fixture that breaks each of them. */
record Walls(String root) {

    ArchRule featuresDoNotFormCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    ArchRule processesKnowNoFeature() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".process..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + ".embedded..",
                        root + ".service..",
                        root + ".stack..",
                        root + ".topics..",
                        root + ".cli..",
                        "org.apache.kafka..");
    }

    ArchRule whatRunsTheStackKnowsNoCommandLine() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        root + ".process..",
                        root + ".embedded..",
                        root + ".service..",
                        root + ".project..",
                        root + ".stack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", root + ".cli..");
    }
}
