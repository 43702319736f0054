// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneProcessorTest {

    private final RoutingTestBench bench = aBench().agents(anAgent("maya").homeOf("documentation"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void processesATaskFromSubmissionToCompletion() {
        var task = bench.submit(aTask());
        var assignment = bench.newAssignments().getFirst();
        bench.succeed(assignment);

        assertThat(assignment.task()).isEqualTo(task);
        assertThat(assignment.agent()).hasToString("maya");
        assertThat(assignment.attemptNumber()).isEqualTo(1);
        assertThat(assignment.epoch()).isEqualTo(1);
        assertThat(assignment.deadline()).isEqualTo(assignment.assignedAt().plus(Duration.ofMinutes(5)));
        assertThat(bench.events())
                .extracting(TaskEvent::state)
                .containsExactly(TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);
        assertThat(bench.events()).extracting(TaskEvent::seq).containsExactly(0, 1, 2);
        assertThat(bench.events().getFirst().task()).isEqualTo(task);
        assertThat(bench.events().getFirst().reason()).contains("documentation");
        assertThat(bench.events().getLast().output()).isEqualTo("{\"done\":true}");
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void neverDispatchesMoreThanTheCapacity() {
        bench.agents(anAgent("maya").homeOf("documentation").capacity(3));

        for (int i = 0; i < 10; i++) {
            bench.submit(aTask());
        }

        assertThat(bench.newAssignments()).hasSize(3);
    }

    @Test
    void dispatchesTheNextTaskWhenOneEnds() {
        bench.submit(aTask());
        var next = bench.submit(aTask());
        var first = bench.newAssignments();

        bench.succeed(first.getFirst());

        assertThat(first).hasSize(1);
        assertThat(bench.newAssignments()).extracting(a -> a.task().id()).containsExactly(next.id());
    }

    @Test
    void dispatchesByPriorityThenByArrival() {
        bench.submit(aTask());
        var low = List.of(submit(Priority.LOW), submit(Priority.LOW));
        var medium = List.of(submit(Priority.MEDIUM), submit(Priority.MEDIUM));
        var critical = List.of(submit(Priority.CRITICAL), submit(Priority.CRITICAL));
        var high = List.of(submit(Priority.HIGH), submit(Priority.HIGH));

        var order = finishAll();

        var expected = new ArrayList<TaskId>();
        List.of(critical, high, medium, low).forEach(expected::addAll);
        assertThat(order.subList(1, order.size())).containsExactlyElementsOf(expected);
    }

    @Test
    void dispatchesACriticalTaskBeforeAThousandLowTasks() {
        for (int i = 0; i < 1_000; i++) {
            submit(Priority.LOW);
        }
        var critical = submit(Priority.CRITICAL);

        bench.succeed(bench.newAssignments().getFirst());

        assertThat(bench.newAssignments()).extracting(a -> a.task().id()).containsExactly(critical);
    }

    @Test
    void keepsArrivalOrderBetweenCompaniesOfOnePriority() {
        bench.submit(aTask());
        var first = bench.submit(aTask().of("zulu")).id();
        bench.advance(Duration.ofMillis(100));
        var second = bench.submit(aTask().of("alpha")).id();
        bench.advance(Duration.ofMillis(100));
        var third = bench.submit(aTask().of("zulu")).id();

        var order = finishAll();

        assertThat(order.subList(1, 4)).containsExactly(first, second, third);
    }

    @Test
    void dispatchesEachLaneIndependently() {
        bench.agents(anAgent("echo").homeOf("testing"));
        bench.submit(aTask());
        bench.submit(aTask());

        var other = bench.submit(aTask().ofType("testing"));

        assertThat(bench.newAssignments())
                .extracting(a -> a.task().id())
                .contains(other.id())
                .hasSize(2);
    }

    @Test
    void usesARaisedCapacityAtOnce() {
        bench.submit(aTask());
        bench.submit(aTask());
        bench.submit(aTask());
        bench.newAssignments();

        bench.agents(anAgent("maya").homeOf("documentation").capacity(3));
        bench.advance(Duration.ofMillis(200));

        assertThat(bench.newAssignments()).hasSize(2);
    }

    @Test
    void dispatchesNothingAboveALoweredCapacity() {
        bench.agents(anAgent("maya").homeOf("documentation").capacity(2));
        bench.submit(aTask());
        bench.submit(aTask());
        bench.submit(aTask());
        var running = bench.newAssignments();

        bench.agents(anAgent("maya").homeOf("documentation").capacity(1));
        bench.succeed(running.getFirst());

        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void queuesTasksOfARemovedAgentUntilItIsDefinedAgain() {
        bench.submit(aTask());
        bench.submit(aTask());
        var first = bench.newAssignments().getFirst();
        bench.removeAgent("maya");
        bench.succeed(first);
        var meanwhile = bench.newAssignments();

        bench.agents(anAgent("maya").homeOf("documentation"));
        bench.advance(Duration.ofMillis(200));

        assertThat(meanwhile).isEmpty();
        assertThat(bench.newAssignments()).hasSize(1);
    }

    @Test
    void ignoresAReportOfAnOlderEpoch() {
        bench.submit(aTask());
        var current = bench.newAssignments().getFirst();
        var older = Assignment.of(
                current.task(), new AttemptRef(current.agent(), 1, 0), current.assignedAt(), current.deadline());

        bench.succeed(older);

        assertThat(bench.events()).extracting(TaskEvent::state).doesNotContain(TaskState.COMPLETED);
        assertThat(metric("late-results-total")).isEqualTo(1);
    }

    @Test
    void ignoresASecondReportOfTheEnd() {
        var task = bench.submit(aTask());
        var assignment = bench.newAssignments().getFirst();
        bench.succeed(assignment);

        bench.end(assignment, new Outcome.Cancelled());

        assertThat(bench.events(task.id())).hasSize(3);
        assertThat(metric("late-results-total")).isEqualTo(1);
    }

    @Test
    void endsACancelledAttemptAsCancelled() {
        bench.submit(aTask());

        bench.end(bench.newAssignments().getFirst(), new Outcome.Cancelled());

        assertThat(bench.events().getLast().state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void writesNoEventForProgress() {
        bench.submit(aTask());
        var assignment = bench.newAssignments().getFirst();

        bench.report(
                "maya", new AdapterReport.AttemptProgress(assignment.task().id(), assignment.epoch(), "half", 0.5));

        assertThat(bench.events()).hasSize(2);
    }

    @Test
    void failsATaskWithAResultThatIsTooLarge() {
        var task = bench.submit(aTask());

        bench.end(bench.newAssignments().getFirst(), new Outcome.Succeeded('"' + "x".repeat(1_047_400) + '"'));

        assertThat(bench.events().getLast().state()).isEqualTo(TaskState.FAILED);
        assertThat(bench.events().getLast().code()).isEqualTo("record-too-large");
        assertThat(bench.deadLetters()).singleElement().satisfies(deadLetter -> {
            assertThat(deadLetter.error().code()).isEqualTo("record-too-large");
            assertThat(deadLetter.task()).isEqualTo(task);
        });
    }

    private TaskId submit(Priority priority) {
        return bench.submit(aTask().priority(priority)).id();
    }

    /** Ends one attempt after the other and returns the tasks in the order of their start. */
    private List<TaskId> finishAll() {
        var order = new ArrayList<TaskId>();
        for (var running = bench.newAssignments(); !running.isEmpty(); running = bench.newAssignments()) {
            running.forEach(assignment -> {
                order.add(assignment.task().id());
                bench.succeed(assignment);
            });
        }
        return order;
    }

    private double metric(String name) {
        return bench.driver().metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
    }
}
