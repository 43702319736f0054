// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class HeartbeatSenderTest {

    private final RecordedReports reports = new RecordedReports();
    private final RunningAttempts running = new RunningAttempts(100, 1 << 20);
    private final HeartbeatSender heartbeats =
            new HeartbeatSender("adapter-1", running, reports, InstantSource.fixed(Assignments.NOW));

    @Test
    void sendsNothingWithoutRunningAttempts() {
        heartbeats.send();

        assertThat(reports.all()).isEmpty();
    }

    @Test
    void listsTheRunningAttemptsOfEachAgent() {
        var first = run("alpha", 1);
        var second = run("beta", 3);

        heartbeats.send();

        assertThat(reports.all()).containsExactly(heartbeat("alpha", first), heartbeat("beta", second));
    }

    @Test
    void stopsWithTheAttempt() {
        var attempt = new RunningAttempt(Assignments.any(), Assignments.NOW);
        running.add(attempt);
        running.remove(attempt);

        heartbeats.send();

        assertThat(reports.all()).isEmpty();
    }

    @Test
    void keepsOneHeartbeatPendingWhileTheBrokerIsUnavailable() {
        run("alpha", 1);
        reports.fail();

        heartbeats.send();
        heartbeats.send();
        heartbeats.send();

        assertThat(reports.all()).hasSize(1);
        reports.recover();
        heartbeats.send();
        assertThat(reports.all()).hasSize(2);
    }

    private Assignment run(String agent, int epoch) {
        var assignment = Assignment.of(
                Samples.aTask().build(),
                new AttemptRef(new AgentName(agent), epoch, epoch),
                Assignments.NOW,
                Assignments.NOW.plusSeconds(60));
        running.add(new RunningAttempt(assignment, Assignments.NOW));
        return assignment;
    }

    private static AdapterReport heartbeat(String agent, Assignment assignment) {
        var attempt = new AdapterReport.RunningAttempt(assignment.task().id(), assignment.epoch());
        return new AdapterReport(
                new AgentName(agent),
                "adapter-1",
                Assignments.NOW,
                new AdapterReport.Heartbeat(java.util.List.of(attempt)));
    }
}
