// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The rules, for any root package, so that each can be seen red on the fixture. */
record IngestRules(String root) {

    ArchRule featuresDoNotFormCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    ArchRule onlyRowsAndTheirScopeKnowPostgres() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".rows..", root + ".company..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "io.quarkus.hibernate..",
                        "org.postgresql..",
                        "java.sql..");
    }

    ArchRule onlyTheCacheKnowsRedis() {
        return onlyIn("cache", "io.lettuce..");
    }

    ArchRule onlyTheDoorKnowsNetty() {
        return onlyIn("door", "io.netty..");
    }

    private ArchRule onlyIn(String feature, String library) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + "." + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    ArchRule problemsKnowNoFeature() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".problem..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + ".submit..",
                        root + ".status..",
                        root + ".list..",
                        root + ".rows..",
                        root + ".cache..",
                        root + ".live..",
                        root + ".agents..",
                        root + ".known..",
                        root + ".http..",
                        root + ".door..");
    }

    ArchRule readersKnowNothingOfSubmitting() {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".status..", root + ".list..", root + ".live..", root + ".known..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".submit..");
    }

    ArchRule nobodyButProducersAsksTheClock() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveSimpleNameNotEndingWith("Producer")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC");
    }

    ArchRule namesSayWhatAThingIs() {
        var suffixes = List.of("Impl", "Util", "Utils", "Helper", "Manager", "Base", "Data", "Info");
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(".*(" + String.join("|", suffixes) + ")");
    }
}
