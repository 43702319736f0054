// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.pulser.contract.architecture.ModuleArchitecture;
import java.util.Map;

class IngestArchitectureTest extends ModuleArchitecture {

    IngestArchitectureTest() {
        super("dev.pulser.ingest");
    }

    @Override
    protected Map<String, ArchRule> rules(String base) {
        return Map.of(
                "only persistence uses PostgreSQL",
                onlyIn(
                        base,
                        "persistence",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "io.quarkus.hibernate..",
                        "org.postgresql..",
                        "java.sql.."),
                "only redis uses Redis",
                onlyIn(base, "redis", "io.lettuce.."),
                "only http.framing uses Netty",
                onlyIn(base, "http.framing", "io.netty.."),
                "problem depends on no feature",
                problemDependsOnNoFeature(base),
                "reading tasks does not depend on submitting them",
                readingDoesNotDependOnSubmitting(base));
    }

    private static ArchRule onlyIn(String base, String feature, String... libraries) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .resideOutsideOfPackage(base + "." + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static ArchRule problemDependsOnNoFeature(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + ".problem..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        base + ".agents..",
                        base + ".deadletter..",
                        base + ".events..",
                        base + ".http..",
                        base + ".list..",
                        base + ".persistence..",
                        base + ".redis..",
                        base + ".status..",
                        base + ".submit..",
                        base + ".taskcache..",
                        base + ".tools..");
    }

    private static ArchRule readingDoesNotDependOnSubmitting(String base) {
        return noClasses()
                .that()
                .resideInAnyPackage(base + ".status..", base + ".list..", base + ".events..", base + ".taskcache..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(base + ".submit..");
    }
}
