// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Status of a lane, and the queue indexes of its tasks. */
class LaneStatusTest {

    private final RoutingTestBench bench =
            aBench().agents(anAgent("maya").homeOf("documentation").capacity(2));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void countsRunningWaitingAndRetryingTasks() {
        for (int i = 0; i < 5; i++) {
            bench.submit(aTask());
        }
        bench.submit(aTask().of("acme").priority(Priority.LOW));
        bench.fail(bench.newAssignments().getFirst(), new Failure.Transient("busy", "Later.", null));

        var status = next();

        assertThat(status.load().capacity()).isEqualTo(2);
        assertThat(status.load().running()).isEqualTo(2);
        assertThat(status.load().waiting()).isEqualTo(3);
        assertThat(status.load().retrying()).isEqualTo(1);
        assertThat(status.pauses().paused()).isFalse();
        assertThat(status.load().meanAttempt()).isNotNull();
        assertThat(status.queues())
                .containsExactly(
                        new QueuePointers(Priority.MEDIUM, Company.DEFAULT, 1, 3),
                        new QueuePointers(Priority.LOW, new Company("acme"), 0, 1));
    }

    @Test
    void isPublishedForAnAgentWithoutTasks() {
        assertThat(next().load().capacity()).isEqualTo(2);
    }

    @Test
    void isPublishedAtMostOnceASecondAndOnlyAfterAChange() {
        next();
        int before = bench.statuses().size();
        for (int i = 0; i < 20; i++) {
            bench.submit(aTask());
        }
        bench.advance(Duration.ofSeconds(1));
        int busy = bench.statuses().size();

        bench.advance(Duration.ofSeconds(10));

        assertThat(busy).isEqualTo(before + 1);
        assertThat(bench.statuses()).hasSize(busy);
    }

    @Test
    void publishesPauses() {
        next();
        bench.send(new Command.Pause(new AgentName("maya")));
        bench.send(new Company("acme"), new Command.Pause(null));

        var paused = next();
        bench.send(new Command.Resume(new AgentName("maya")));
        bench.send(new Company("acme"), new Command.Resume(null));

        assertThat(paused.pauses().paused()).isTrue();
        assertThat(paused.pauses().companies()).containsExactly(new Company("acme"));
        var resumed = next();
        assertThat(resumed.pauses().paused()).isFalse();
        assertThat(resumed.pauses().companies()).isEmpty();
    }

    @Test
    void publishesHealthAtOnceAndAtEachCheck() {
        next();
        int before = bench.statuses().size();

        bench.reportHealth("maya", HealthState.UNHEALTHY);

        assertThat(bench.statuses()).hasSize(before + 1);
        var unhealthy = bench.statuses().getLast();
        assertThat(unhealthy.health().state()).isEqualTo(HealthState.UNHEALTHY);
        assertThat(unhealthy.health().reason()).isEqualTo("The agent does not respond.");
        assertThat(unhealthy.blockReason()).isEqualTo("unhealthy");
        bench.advance(Duration.ofSeconds(30));
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        var again = next();
        assertThat(again.health().checkedAt()).isEqualTo(NOON.plusSeconds(30).plusMillis(1_100));
        bench.reportHealth("maya", HealthState.HEALTHY);
        assertThat(next().blockReason()).isNull();
    }

    @Test
    void expiresTheHealthReportOfASilentAdapter() {
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.submit(aTask());

        bench.advance(Duration.ofSeconds(98));
        var before = bench.newAssignments();
        bench.advance(Duration.ofSeconds(4));

        assertThat(before).isEmpty();
        assertThat(bench.newAssignments()).hasSize(1);
        assertThat(next().health()).isEqualTo(AgentHealth.UNKNOWN);
    }

    @Test
    void doesNotDispatchToAnUnhealthyAgent() {
        var first = bench.submit(aTask());
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        var second = bench.submit(aTask().due(NOON.plusSeconds(20)));
        var third = bench.submit(aTask());

        bench.succeed(bench.newAssignments().getFirst());
        bench.advance(Duration.ofSeconds(21));
        var meanwhile = bench.newAssignments();
        bench.reportHealth("maya", HealthState.DEGRADED);

        assertThat(bench.events(first.id()).getLast().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(bench.events(second.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(meanwhile).isEmpty();
        assertThat(bench.newAssignments()).singleElement().satisfies(assignment -> {
            assertThat(assignment.task()).isEqualTo(third);
            assertThat(assignment.attemptNumber()).isEqualTo(1);
        });
    }

    @Test
    void usesThePublishedHealthAfterARestart() {
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        var published = bench.statuses().getLast();
        try (var restarted = aBench()) {
            restarted.publishStatus(published);
            restarted.agents(anAgent("maya").homeOf("documentation"));

            restarted.submit(aTask());
            var before = restarted.newAssignments();
            restarted.reportHealth("maya", HealthState.HEALTHY);

            assertThat(before).isEmpty();
            assertThat(restarted.newAssignments()).hasSize(1);
        }
    }

    @Test
    void publishesTheStatusOfARemovedAgent() {
        next();

        bench.removeAgent("maya");

        assertThat(next().load().capacity()).isZero();
    }

    @Test
    void setsTheQueueIndexOfWaitingTasksOnly() {
        var dispatched = bench.submit(aTask());
        bench.submit(aTask());
        var first = bench.submit(aTask());
        var second = bench.submit(aTask());
        var other = bench.submit(aTask().of("acme"));

        assertThat(bench.events(dispatched.id()).getFirst().queueIndex()).isNull();
        assertThat(bench.events(first.id()).getFirst().queueIndex()).isZero();
        assertThat(bench.events(second.id()).getFirst().queueIndex()).isEqualTo(1);
        assertThat(bench.events(other.id()).getFirst().queueIndex()).isZero();
    }

    private AgentStatus next() {
        bench.advance(Duration.ofMillis(1_100));
        return bench.statuses().getLast();
    }
}
