// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.sample.Samples;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private final RecordedReports reports = new RecordedReports();
    private final RunningAttempts running = new RunningAttempts(100, 1 << 20);
    private final Heartbeats heartbeats =
            new Heartbeats("adapter-1", running, reports, InstantSource.fixed(Assignments.NOW));

    @Test
    void saysNothingWhenNothingRuns() {
        heartbeats.beat();

        assertThat(reports.all()).isEmpty();
    }

    @Test
    void listsForEachAgentWhatOfItRuns() {
        var first = run("alpha", 1);
        var second = run("beta", 3);

        heartbeats.beat();

        assertThat(reports.all()).containsExactly(beat("alpha", first), beat("beta", second));
    }

    @Test
    void endsWithTheAttempt() {
        var attempt = new RunningAttempt(Assignments.any(), Assignments.NOW);
        running.add(attempt);
        running.remove(attempt);

        heartbeats.beat();

        assertThat(reports.all()).isEmpty();
    }

    @Test
    void waitsForTheBrokerWithOneBeat() {
        run("alpha", 1);
        reports.goAway();

        heartbeats.beat();
        heartbeats.beat();
        heartbeats.beat();

        assertThat(reports.all()).hasSize(1);
        reports.comeBack();
        heartbeats.beat();
        assertThat(reports.all()).hasSize(2);
    }

    private Assignment run(String agent, int epoch) {
        var assignment = new Assignment(
                Samples.aTask().build(),
                new AgentName(agent),
                epoch,
                epoch,
                Assignments.NOW,
                Assignments.NOW.plusSeconds(60));
        running.add(new RunningAttempt(assignment, Assignments.NOW));
        return assignment;
    }

    private static Report beat(String agent, Assignment assignment) {
        var attempt = new Report.Running(assignment.task().id(), assignment.epoch());
        return new Report(
                new AgentName(agent), "adapter-1", Assignments.NOW, new Report.Beat(java.util.List.of(attempt)));
    }
}
