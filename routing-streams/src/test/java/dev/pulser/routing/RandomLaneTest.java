// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.routing.ordering.CompanyWeights;
import dev.pulser.routing.ordering.PriorityAging;
import dev.pulser.routing.ordering.QueueOrdering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random tasks and outcomes: capacity and priorities hold, no task is lost, every state change is legal. */
class RandomLaneTest {

    private static final int CAPACITY = 3;
    private static final Duration NEVER = Duration.ofDays(365);
    private static final QueueOrdering NO_AGING =
            new QueueOrdering(new PriorityAging(NEVER, NEVER, NEVER, Duration.ZERO), CompanyWeights.of(Map.of()));
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final Failure TRANSIENT = new Failure.Transient("agent-unreachable", "No response.", null);
    private static final Failure PERMANENT = new Failure.Permanent("bad-input", "No.");

    /** Expected waiting tasks by priority, in the order of arrival. */
    private final Map<Priority, List<TaskId>> model = new TreeMap<>();

    private final List<Assignment> running = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsOrderCapacityAndEveryTask(long seed) {
        var random = new Random(seed);
        try (var bench = aBench(1, NO_AGING)
                .agents(anAgent("maya")
                        .homeOf("documentation")
                        .capacity(CAPACITY)
                        .timeout(Duration.ofDays(1)))) {
            int submitted = 0;
            for (int step = 0; step < 400; step++) {
                if (running.isEmpty() || random.nextInt(5) < 3) {
                    submit(bench, random);
                    submitted++;
                } else {
                    end(bench, random);
                }
                observe(bench);
            }
            while (!running.isEmpty()) {
                end(bench, random);
                observe(bench);
            }
            assertThat(model.values().stream().allMatch(List::isEmpty)).isTrue();
            assertCompleteHistories(bench.events(), submitted);
        }
    }

    private void submit(RoutingTestBench bench, Random random) {
        var priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
        var task = bench.submit(aTask().priority(priority));
        queue(priority).add(task.id());
    }

    private List<TaskId> queue(Priority priority) {
        return model.computeIfAbsent(priority, _ -> new ArrayList<>());
    }

    private void end(RoutingTestBench bench, Random random) {
        var assignment = running.remove(random.nextInt(running.size()));
        switch (random.nextInt(4)) {
            case 0 -> bench.fail(assignment, PERMANENT);
            case 1 -> {
                bench.fail(assignment, TRANSIENT);
                observe(bench);
                if (assignment.attemptNumber() < 4) {
                    queue(assignment.task().priority()).add(assignment.task().id());
                }
                keepAlive(bench, delayOf(assignment));
            }
            default -> bench.succeed(assignment);
        }
    }

    /** Advances beyond the retry delay, so that the retry is the last arrival of its priority. */
    private void keepAlive(RoutingTestBench bench, Duration pause) {
        for (var passed = Duration.ZERO; passed.compareTo(pause) < 0; passed = passed.plusSeconds(2)) {
            bench.advance(Duration.ofSeconds(2));
            take(bench); // otherwise a retry that is due early would have no heartbeat until the end of the delay
            running.forEach(bench::heartbeat);
        }
    }

    private static Duration delayOf(Assignment assignment) {
        return switch (assignment.attemptNumber()) {
            case 1 -> Duration.ofSeconds(7);
            case 2 -> Duration.ofSeconds(31);
            case 3 -> Duration.ofSeconds(151);
            default -> Duration.ZERO;
        };
    }

    /** Checks that each dispatched task is the first of the highest priority. */
    private void take(RoutingTestBench bench) {
        for (var assignment : bench.newAssignments()) {
            var queues =
                    model.values().stream().filter(queue -> !queue.isEmpty()).toList();
            assertThat(assignment.task().id()).isEqualTo(queues.getFirst().removeFirst());
            running.add(assignment);
        }
    }

    private void observe(RoutingTestBench bench) {
        take(bench);
        assertThat(running.size()).isLessThanOrEqualTo(CAPACITY);
        if (model.values().stream().anyMatch(queue -> !queue.isEmpty())) {
            assertThat(running).hasSize(CAPACITY);
        }
    }

    private static void assertCompleteHistories(List<TaskEvent> events, int submitted) {
        var histories = new HashMap<TaskId, List<TaskEvent>>();
        events.forEach(event ->
                histories.computeIfAbsent(event.id(), _ -> new ArrayList<>()).add(event));
        assertThat(histories).hasSize(submitted);
        histories.values().forEach(history -> {
            var state = TaskState.ACCEPTED;
            for (int seq = 0; seq < history.size(); seq++) {
                assertThat(history.get(seq).seq()).isEqualTo(seq);
                assertThat(state.mayBecome(history.get(seq).state())).isTrue();
                state = history.get(seq).state();
            }
            assertThat(state.isTerminal()).isTrue();
        });
    }
}
