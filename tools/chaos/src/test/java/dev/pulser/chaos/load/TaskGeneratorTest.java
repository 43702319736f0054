// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.agent.ChaosAgents;
import dev.pulser.chaos.agent.ScriptedWork;
import dev.pulser.chaos.script.ScriptStep;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskGeneratorTest {

    private static final int TURNS = 5_000;

    @Test
    void isDeterminedByTheSeed() {
        assertThat(drafts(42)).isEqualTo(drafts(42)).isNotEqualTo(drafts(43));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 77, 123_456})
    void makesAThirdOfTheTasksFailAndFewPermanently(long seed) {
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
                .containsExactlyInAnyOrder(
                        ScriptStep.UNAVAILABLE,
                        ScriptStep.BUSY,
                        ScriptStep.HANG,
                        ScriptStep.RESET,
                        ScriptStep.MALFORMED);
        assertThat(drafts.stream()
                        .collect(groupingBy(GeneratedTask::agent, counting()))
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(ChaosAgents.names());
        assertThat(drafts.stream()
                        .collect(groupingBy(GeneratedTask::company, counting()))
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(TaskGenerator.COMPANIES);
    }

    @Test
    void givesEachTaskAUniqueNonceInItsPayload() {
        var drafts = drafts(6);

        assertThat(drafts).extracting(draft -> draft.work().nonce()).doesNotHaveDuplicates();
        assertThat(drafts)
                .allSatisfy(draft -> assertThat(ScriptedWork.nonceOf(draft.payload()))
                        .isEqualTo(draft.work().nonce()));
    }

    private static List<GeneratedTask> drafts(long seed) {
        var generator = new TaskGenerator(seed);
        return LongStream.range(0, TURNS)
                .mapToObj(turn -> generator.draft(turn, generator.turn(turn), TaskGenerator.COMPANIES))
                .toList();
    }
}
