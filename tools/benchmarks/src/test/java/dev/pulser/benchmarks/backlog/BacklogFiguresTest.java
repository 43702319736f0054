// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.benchmarks.report.GoalResult;
import dev.pulser.benchmarks.report.Latencies;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacklogFiguresTest {

    @ParameterizedTest
    @CsvSource({"20,20,20,0,true", "20,29,999,0,true", "20,31,20,0,false", "20,20,1100,0,false", "20,20,20,1,false"})
    void comparesFiguresWithTheGoals(int alone, int waiting, int sending, int others, boolean met) {
        var figures = new BacklogFigures(100, null);
        figures.times("alone", times(alone));
        figures.times("waiting", times(waiting));
        figures.times("sending", times(sending));
        figures.urgent(others, Duration.ofMillis(3));

        var report = figures.report();

        assertThat(report.goals()).hasSize(3);
        assertThat(report.allGoalsMet()).isEqualTo(met);
    }

    @Test
    void omitsGoalsOfMemoryWithoutAProcess() {
        var figures = new BacklogFigures(100, null);
        figures.memory("full");
        figures.times("alone", times(1));
        figures.times("waiting", times(1));
        figures.times("sending", times(1));

        assertThat(figures.report().goals()).extracting(GoalResult::goal).noneMatch(rule -> rule.contains("Memory"));
    }

    @Test
    void requiresTheMeasuredFigures() {
        var figures = new BacklogFigures(100, null);

        assertThatThrownBy(figures::report).hasMessageContaining("waiting_p95_ms");
    }

    private static Latencies times(int millis) {
        var times = new Latencies();
        times.record(Duration.ofMillis(millis));
        return times;
    }
}
