// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Common rules, each with a fixture that violates it. */
class CommonRulesTest {

    private static final String BROKEN = "dev.pulser.contract.architecture.broken";

    @TestFactory
    Stream<DynamicTest> detectViolations() {
        var classes = new ClassFileImporter().importPackages(BROKEN);
        return CommonRules.below(BROKEN).entrySet().stream()
                .map(rule -> dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue().evaluate(classes).hasViolation())
                                .isTrue()));
    }
}
