// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;

/** The rules of this module; {@code root} is the package they hold in. */
final class Walls {

    private final String root;

    Walls(String root) {
        this.root = root;
    }

    private String in(String feature) {
        return root + '.' + feature + "..";
    }

    ArchRule featuresDoNotFormCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    ArchRule decisionsKnowNoKafka() {
        return noClasses()
                .that()
                .resideInAnyPackage(in("decide"), in("settle"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", in("lane"), in("admit"), in("waiting"), in("runtime"));
    }

    ArchRule storesDoNotWriteToTopics() {
        return noClasses()
                .that()
                .resideInAnyPackage(in("waiting"), in("running"), in("timer"), in("pause"), in("ledger"), in("budget"), in("limit"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("out"), in("lane"), in("admit"), in("command"), in("status"));
    }

    ArchRule onlyTheRuntimeKnowsQuarkus() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("runtime"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..");
    }

    ArchRule nobodyAsksTheMachineForTheTime() {
        return noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone");
    }
}
