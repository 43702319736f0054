// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingArchitectureTest {

    private static final String ROOT = "dev.pulser.routing";
    private static final String FIXTURE = ROOT + ".architecture.fixture";

    private static final JavaClasses MODULE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

    static Stream<Named<Function<Walls, ArchRule>>> rules() {
        return Stream.of(
                Named.of("features do not form cycles", Walls::featuresDoNotFormCycles),
                Named.of("decisions know no Kafka", Walls::decisionsKnowNoKafka),
                Named.of("stores do not write to topics", Walls::storesDoNotWriteToTopics),
                Named.of("only the runtime knows Quarkus", Walls::onlyTheRuntimeKnowsQuarkus),
                Named.of("nobody asks the machine for the time", Walls::nobodyAsksTheMachineForTheTime));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsInTheModule(Function<Walls, ArchRule> rule) {
        assertThat(MODULE.size()).isGreaterThan(30);

        rule.apply(new Walls(ROOT)).check(MODULE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isBrokenByTheFixture(Function<Walls, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply(new Walls(FIXTURE)).check(BROKEN)).isInstanceOf(AssertionError.class);
    }
}
