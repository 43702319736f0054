// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Architecture rules that hold in every module. */
final class CommonRules {

    private CommonRules() {}

    /** Returns the rules by name for the packages below {@code root}. */
    static Map<String, ArchRule> below(String root) {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put("packages form no cycles", packagesFormNoCycles(root));
        rules.put("only producers and commands read the wall clock", onlyProducersReadTheClock(root));
        rules.put("services log through JBoss Logging", oneLogger(root));
        rules.put("type names carry no empty suffix", noEmptySuffix(root));
        return rules;
    }

    private static ArchRule packagesFormNoCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    private static ArchRule onlyProducersReadTheClock(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveSimpleNameNotEndingWith("Producer")
                .and()
                .haveSimpleNameNotEndingWith("Command")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone");
    }

    private static ArchRule oneLogger(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.slf4j.Logger")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.logging.Logger")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.System$Logger");
    }

    private static ArchRule noEmptySuffix(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .doNotHaveSimpleName("AuditInfo")
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base|Data|Info)(\\$.*)?");
    }
}
