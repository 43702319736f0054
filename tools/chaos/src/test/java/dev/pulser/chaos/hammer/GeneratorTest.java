// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.agent.Cast;
import dev.pulser.chaos.agent.Work;
import dev.pulser.chaos.script.Step;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {

    private static final int TURNS = 5_000;

    @Test
    void givesTheSameTasksForTheSameSeed() {
        assertThat(drafts(42)).isEqualTo(drafts(42)).isNotEqualTo(drafts(43));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 77, 123_456})
    void letsAThirdOfTheTasksFailAndFewForGood(long seed) {
        var drafts = drafts(seed);

        assertThat(drafts.stream()
                        .filter(draft -> draft.work().script().fails())
                        .count())
                .isGreaterThan(TURNS * 35L / 100);
        assertThat(drafts.stream()
                        .filter(draft -> !draft.work().script().recoversWithin(4))
                        .count())
                .isBetween(TURNS * 2L / 100, TURNS * 6L / 100);
    }

    @Test
    void usesEveryStepEveryAgentAndEveryCompany() {
        var drafts = drafts(5);

        assertThat(drafts.stream()
                        .flatMap(draft -> draft.work().script().steps().stream())
                        .distinct())
                .containsExactlyInAnyOrder(Step.UNAVAILABLE, Step.BUSY, Step.HANG, Step.RESET, Step.MALFORMED);
        assertThat(drafts.stream().collect(groupingBy(Draft::agent, counting())).keySet())
                .containsExactlyInAnyOrderElementsOf(Cast.names());
        assertThat(drafts.stream()
                        .collect(groupingBy(Draft::company, counting()))
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(Generator.COMPANIES);
    }

    @Test
    void giveEachTaskANonceThatItsPayloadHolds() {
        var drafts = drafts(6);

        assertThat(drafts).extracting(draft -> draft.work().nonce()).doesNotHaveDuplicates();
        assertThat(drafts)
                .allSatisfy(draft -> assertThat(Work.nonceOf(draft.payload()))
                        .isEqualTo(draft.work().nonce()));
    }

    private static List<Draft> drafts(long seed) {
        var generator = new Generator(seed);
        return LongStream.range(0, TURNS)
                .mapToObj(turn -> generator.draft(turn, generator.turn(turn), Generator.COMPANIES))
                .toList();
    }
}
