// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Retries, lost adapters and deadlines. */
class RetryTest {

    private static final Failure TRANSIENT =
            new Failure.Transient("agent-unreachable", "The agent did not respond.", null);

    private final RoutingTestBench bench = aBench().agents(anAgent("maya").homeOf("documentation"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void retriesAfterTheDelays() {
        bench.submit(aTask());

        assertThat(delayAfterFailure()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(6_200));
        assertThat(delayAfterFailure()).isBetween(Duration.ofSeconds(25), Duration.ofMillis(30_200));
        assertThat(delayAfterFailure()).isBetween(Duration.ofSeconds(125), Duration.ofMillis(150_200));
    }

    @Test
    void failsAfterTheFourthAttempt() {
        var task = bench.submit(aTask());
        for (int i = 0; i < 3; i++) {
            delayAfterFailure();
        }

        bench.fail(bench.allAssignments().getLast(), TRANSIENT);

        assertThat(bench.deadLetters()).singleElement().satisfies(deadLetter -> {
            assertThat(deadLetter.error().code()).isEqualTo("agent-unreachable");
            assertThat(deadLetter.error().reason()).contains("All 4 attempts").contains("The agent did not respond.");
            assertThat(deadLetter.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
            assertThat(deadLetter.task()).isEqualTo(task);
        });
        assertThat(bench.events())
                .extracting(TaskEvent::state)
                .containsExactly(
                        TaskState.QUEUED,
                        TaskState.RUNNING,
                        TaskState.RETRYING,
                        TaskState.QUEUED,
                        TaskState.RUNNING,
                        TaskState.RETRYING,
                        TaskState.QUEUED,
                        TaskState.RUNNING,
                        TaskState.RETRYING,
                        TaskState.QUEUED,
                        TaskState.RUNNING,
                        TaskState.FAILED);
        assertThat(bench.events()).extracting(TaskEvent::seq).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        bench.advance(Duration.ofMinutes(5));
        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void dispatchesOtherTasksDuringARetryDelay() {
        bench.submit(aTask());
        var other = bench.submit(aTask());

        bench.fail(running(), TRANSIENT);

        assertThat(bench.newAssignments()).extracting(Assignment::task).containsExactly(other);
    }

    @Test
    void waitsAsLongAsTheAgentRequests() {
        bench.submit(aTask());

        bench.fail(running(), new Failure.Transient("rate-limited", "Slow down.", Duration.ofSeconds(60)));

        bench.advance(Duration.ofMillis(59_900));
        var early = bench.newAssignments();
        bench.advance(Duration.ofMillis(200));
        assertThat(early).isEmpty();
        assertThat(bench.newAssignments()).hasSize(1);
    }

    @Test
    void doesNotRetryAPermanentFailure() {
        bench.submit(aTask());

        bench.fail(running(), new Failure.Permanent("unknown-tool", "The tool does not exist."));

        assertThat(bench.events().getLast().state()).isEqualTo(TaskState.FAILED);
        assertThat(bench.events().getLast().code()).isEqualTo("unknown-tool");
        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.attempts().size())
                .containsExactly(1);
    }

    @Test
    void doesNotRetryAnAmbiguousFailure() {
        bench.submit(aTask());

        bench.fail(running(), new Failure.Ambiguous("connection-lost", "The connection was closed."));

        assertThat(bench.events().getLast().code()).isEqualTo("ambiguous-outcome");
        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.error().code())
                .containsExactly("ambiguous-outcome");
    }

    @Test
    void truncatesLongCodesAndReasons() {
        bench.submit(aTask());

        bench.fail(running(), new Failure.Permanent("x".repeat(5_000), "y".repeat(500_000)));

        assertThat(bench.deadLetters()).singleElement().satisfies(deadLetter -> {
            assertThat(deadLetter.error().code().length()).isLessThan(200);
            assertThat(deadLetter.error().reason().length()).isLessThan(5_000);
        });
    }

    @Test
    void retriesALostAttemptOfAnIdempotentAgent() {
        bench.agents(anAgent("maya").homeOf("documentation").idempotent());
        bench.submit(aTask());
        var lost = running();
        bench.heartbeat(lost);

        bench.advance(Duration.ofSeconds(23));

        var again = bench.newAssignments();
        assertThat(again).extracting(Assignment::attemptNumber).containsExactly(2);
        assertThat(again.getFirst().epoch()).isGreaterThan(lost.epoch());
        bench.succeed(lost);
        assertThat(bench.events()).extracting(TaskEvent::state).doesNotContain(TaskState.COMPLETED);
        bench.succeed(again.getFirst());
        assertThat(bench.events().getLast().state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void failsALostAttemptOfAnAgentThatIsNotIdempotent() {
        bench.submit(aTask());
        bench.heartbeat(running());

        bench.advance(Duration.ofSeconds(17));

        assertThat(bench.events().getLast().code()).isEqualTo("ambiguous-outcome");
        assertThat(bench.events().getLast().reason()).contains("adapter-lost");
        assertThat(bench.deadLetters()).hasSize(1);
    }

    @Test
    void dispatchesAgainWithoutCountingAnAttemptThatWasNotStarted() {
        var first = bench.submit(aTask());
        var second = bench.submit(aTask());
        var unread = running();

        bench.advance(Duration.ofSeconds(17));

        var again = running();
        assertThat(again.task()).isEqualTo(first);
        assertThat(again.attemptNumber()).isEqualTo(1);
        assertThat(again.epoch()).isEqualTo(2);
        assertThat(unread.startBy()).isEqualTo(unread.assignedAt().plusSeconds(10));
        bench.succeed(again);
        assertThat(running().task()).isEqualTo(second);
        assertThat(bench.events(first.id()))
                .extracting(TaskEvent::state)
                .containsExactly(
                        TaskState.QUEUED, TaskState.RUNNING, TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);
        assertThat(bench.events(first.id())).extracting(TaskEvent::seq).containsExactly(0, 1, 2, 3, 4);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void waitsForAdaptersUntilTheDeadline() {
        var task = bench.submit(aTask().due(NOON.plus(Duration.ofMinutes(20))));

        bench.advance(Duration.ofMinutes(19));
        var meanwhile = bench.events(task.id()).getLast().state();
        bench.advance(Duration.ofSeconds(70));

        assertThat(meanwhile).isEqualTo(TaskState.RUNNING);
        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void keepsAttemptsWithHeartbeats() {
        bench.submit(aTask());
        var running = running();

        for (int i = 0; i < 30; i++) {
            bench.advance(Duration.ofSeconds(2));
            bench.heartbeat(running);
        }

        assertThat(bench.events()).hasSize(2);
    }

    @Test
    void endsAnOverdueAttemptDespiteHeartbeats() {
        bench.agents(anAgent("maya").homeOf("documentation").timeout(Duration.ofSeconds(20)));
        bench.submit(aTask());
        var running = running();

        for (int i = 0; i < 14; i++) {
            bench.advance(Duration.ofSeconds(2));
            bench.heartbeat(running);
        }

        assertThat(bench.events().getLast().reason()).contains("attempt-overdue");
    }

    @Test
    void renewsLeasesAfterItsThreadWasStalled() {
        bench.submit(aTask());
        running();

        bench.jump(Duration.ofMinutes(10).minusSeconds(301));

        assertThat(bench.events()).hasSize(2);
    }

    @Test
    void expiresAWaitingTaskAtItsDeadline() {
        bench.submit(aTask());
        var first = running();
        var expiring = bench.submit(aTask().due(NOON.plusSeconds(3)));
        var next = bench.submit(aTask());

        bench.advance(Duration.ofMillis(3_200));

        assertThat(bench.events(expiring.id()))
                .extracting(TaskEvent::state)
                .containsExactly(TaskState.QUEUED, TaskState.EXPIRED);
        bench.succeed(first);
        assertThat(bench.newAssignments()).extracting(Assignment::task).containsExactly(next);
    }

    @Test
    void cancelsTheDeadlineTimerOfADispatchedTask() {
        bench.submit(aTask());
        var first = running();
        var due = bench.submit(aTask().due(NOON.plusSeconds(3)));

        bench.succeed(first);
        var second = running();
        bench.advance(Duration.ofMillis(3_200));

        assertThat(second.deadline()).isEqualTo(NOON.plusSeconds(3));
        assertThat(bench.events(due.id()))
                .extracting(TaskEvent::state)
                .containsExactly(TaskState.QUEUED, TaskState.RUNNING);
    }

    @Test
    void endsARunningTaskWithinTenSecondsOfItsDeadline() {
        bench.agents(anAgent("maya").homeOf("documentation").capacity(3));
        var deadline = NOON.plusSeconds(20);
        var unread = bench.submit(aTask().due(deadline));
        var silent = bench.submit(aTask().due(deadline));
        var hung = bench.submit(aTask().due(deadline));
        var running = bench.newAssignments();
        bench.heartbeat(running.get(1));

        while (bench.now().isBefore(deadline.plusSeconds(10))) {
            bench.heartbeat(running.get(2));
            bench.advance(Duration.ofSeconds(2));
        }

        assertThat(List.of(unread, silent, hung))
                .allSatisfy(task -> assertThat(
                                bench.events(task.id()).getLast().state().isTerminal())
                        .isTrue());
        assertThat(bench.events(unread.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
    }

    @Test
    void promotesATaskByOnePriorityWhenItsDeadlineIsNear() {
        bench.submit(aTask());
        var first = running();
        var medium = bench.submit(aTask());
        var due = bench.submit(aTask().priority(Priority.LOW).due(NOON.plusSeconds(90)));
        bench.advance(Duration.ofSeconds(14));
        bench.heartbeat(first);
        bench.advance(Duration.ofSeconds(14));
        bench.heartbeat(first);
        bench.advance(Duration.ofSeconds(4));
        var later = bench.submit(aTask());

        bench.succeed(first);
        var second = running();
        bench.succeed(second);
        var third = running();

        assertThat(second.task()).isEqualTo(medium);
        assertThat(third.task()).isEqualTo(due);
        bench.succeed(third);
        assertThat(running().task()).isEqualTo(later);
        bench.advance(Duration.ofSeconds(90));
        assertThat(bench.events(due.id()).getLast().state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void expiresAPromotedTaskAtItsDeadline() {
        bench.submit(aTask().due(NOON.plusSeconds(300)));
        var first = running();
        var due = bench.submit(aTask().priority(Priority.LOW).due(NOON.plusSeconds(70)));
        for (int i = 0; i < 6; i++) {
            bench.heartbeat(first);
            bench.advance(Duration.ofSeconds(12));
        }

        assertThat(bench.events(due.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(bench.events(due.id())).hasSize(2);
    }

    @Test
    void failsAtOnceWhenTheDelayWouldPassTheDeadline() {
        bench.submit(aTask().due(NOON.plusSeconds(4)));

        bench.fail(running(), TRANSIENT);

        assertThat(bench.events().getLast().state()).isEqualTo(TaskState.FAILED);
        assertThat(bench.events().getLast().reason()).contains("after the task's deadline");
        assertThat(bench.deadLetters()).hasSize(1);
    }

    @Test
    void expiresATaskWithAnAttemptThatFailsAfterItsDeadline() {
        bench.submit(aTask().due(NOON.plusSeconds(4)));
        var running = running();
        bench.advance(Duration.ofSeconds(5));

        bench.fail(running, TRANSIENT);

        assertThat(bench.events().getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void retriesAThousandTasksThatFailedTogether() {
        bench.agents(anAgent("maya").homeOf("documentation").capacity(3_000));
        for (int i = 0; i < 2_500; i++) {
            bench.submit(aTask());
        }
        bench.newAssignments().forEach(assignment -> bench.fail(assignment, TRANSIENT));

        bench.advance(Duration.ofSeconds(7));

        assertThat(bench.newAssignments())
                .extracting(Assignment::attemptNumber)
                .hasSize(2_500)
                .containsOnly(2);
    }

    private Assignment running() {
        var assignments = bench.newAssignments();
        assertThat(assignments).hasSize(1);
        return assignments.getFirst();
    }

    /** Fails the running attempt and returns the time until the next one. */
    private Duration delayAfterFailure() {
        bench.newAssignments();
        int before = bench.allAssignments().size();
        bench.fail(bench.allAssignments().getLast(), TRANSIENT);
        var failedAt = bench.now();
        while (bench.allAssignments().size() == before) {
            bench.advance(Duration.ofMillis(100));
            bench.newAssignments();
        }
        return Duration.between(failedAt, bench.now());
    }
}
