// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IngestArchitectureTest {

    private static final IngestRules REAL = new IngestRules("dev.pulser.ingest");
    private static final IngestRules BROKEN = new IngestRules("dev.pulser.ingest.architecture.fixture");
    private static final JavaClasses SERVICE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(REAL.root());
    private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(BROKEN.root());

    static Stream<Named<Function<IngestRules, ArchRule>>> rules() {
        return Stream.of(
                Named.of("features do not form cycles", IngestRules::featuresDoNotFormCycles),
                Named.of("only rows and their scope know Postgres", IngestRules::onlyRowsAndTheirScopeKnowPostgres),
                Named.of("only the cache knows Redis", IngestRules::onlyTheCacheKnowsRedis),
                Named.of("only the door knows Netty", IngestRules::onlyTheDoorKnowsNetty),
                Named.of("problems know no feature", IngestRules::problemsKnowNoFeature),
                Named.of("readers know nothing of submitting", IngestRules::readersKnowNothingOfSubmitting),
                Named.of("nobody but producers asks the clock", IngestRules::nobodyButProducersAsksTheClock),
                Named.of("names say what a thing is", IngestRules::namesSayWhatAThingIs));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsInTheService(Function<IngestRules, ArchRule> rule) {
        rule.apply(REAL).check(SERVICE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isRedOnTheFixture(Function<IngestRules, ArchRule> rule) {
        assertThat(rule.apply(BROKEN).evaluate(FIXTURE).hasViolation()).isTrue();
    }
}
