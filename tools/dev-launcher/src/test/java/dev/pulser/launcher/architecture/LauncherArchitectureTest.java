// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LauncherArchitectureTest {

    private static final String ROOT = "dev.pulser.launcher";
    private static final String FIXTURE = ROOT + ".architecture.fixture";
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

    static List<Function<Walls, ArchRule>> rules() {
        return List.of(
                Walls::featuresDoNotFormCycles,
                Walls::processesKnowNoFeature,
                Walls::whatRunsTheStackKnowsNoCommandLine);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theWallsStand(Function<Walls, ArchRule> rule) {
        rule.apply(new Walls(ROOT)).check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleSeesTheFixtureThatBreaksIt(Function<Walls, ArchRule> rule) {
        assertThat(rule.apply(new Walls(FIXTURE)).evaluate(BROKEN).hasViolation())
                .isTrue();
    }

    @Test
    void thereIsSomethingToCheck() {
        assertThat(OURS).hasSizeGreaterThan(40);
    }
}
