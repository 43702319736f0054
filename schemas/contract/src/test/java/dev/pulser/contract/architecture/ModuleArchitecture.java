// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Architecture test of one module: the rules common to all modules, and the module's own, each of which must also
 * detect the violation in a fixture.
 *
 * <p>A module subclasses it, names its root package and states its rules as a function of a root package. Classes that
 * break those rules live in {@code <root>.architecture.fixture}, laid out as the module's packages are.
 */
public abstract class ModuleArchitecture {

    private final String root;

    /** @param root root package of the module, such as {@code dev.pulser.routing} */
    protected ModuleArchitecture(String root) {
        this.root = root;
    }

    /** Returns the module's own rules by name, for packages below {@code base}: the module's root, or its fixture. */
    protected abstract Map<String, ArchRule> rules(String base);

    @TestFactory
    Stream<DynamicTest> compliesWithCommonRules() {
        return check(CommonRules.below(root));
    }

    @TestFactory
    Stream<DynamicTest> compliesWithItsOwnRules() {
        return check(rules(root));
    }

    @TestFactory
    Stream<DynamicTest> detectsViolationsOfItsOwnRules() {
        var base = root + ".architecture.fixture";
        var fixture = new ClassFileImporter().importPackages(base);
        return rules(base).entrySet().stream()
                .map(rule -> dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue()
                                        .allowEmptyShould(true)
                                        .evaluate(fixture)
                                        .hasViolation())
                                .isTrue()));
    }

    private Stream<DynamicTest> check(Map<String, ArchRule> rules) {
        var classes = mainClasses(root);
        return rules.entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
    }

    private static JavaClasses mainClasses(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }
}
