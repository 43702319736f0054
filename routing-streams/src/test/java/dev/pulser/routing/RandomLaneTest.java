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

/** Whatever comes in whatever order: never over capacity, always the most urgent, nothing lost, every life legal. */
class RandomLaneTest {

    private static final int CAPACITY = 3;
    private static final Duration NEVER = Duration.ofDays(365);
    private static final QueueOrdering NO_AGING =
            new QueueOrdering(new PriorityAging(NEVER, NEVER, NEVER, Duration.ZERO), CompanyWeights.of(Map.of()));
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final Failure TRANSIENT = new Failure.Transient("agent-unreachable", "No answer.", null);
    private static final Failure PERMANENT = new Failure.Permanent("bad-input", "No.");

    /** What should be waiting: by class, in the order of arrival. */
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
            assertEveryLifeIsWhole(bench.events(), submitted);
        }
    }

    private void submit(RoutingTestBench bench, Random random) {
        var priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
        var task = bench.submit(aTask().priority(priority));
        line(priority).add(task.id());
    }

    private List<TaskId> line(Priority priority) {
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
                    line(assignment.task().priority()).add(assignment.task().id());
                }
                keepAlive(bench, pauseOf(assignment));
            }
            default -> bench.succeed(assignment);
        }
    }

    /** Past the pause, so that the retried task is the last arrival of its class. */
    private void keepAlive(RoutingTestBench bench, Duration pause) {
        for (var passed = Duration.ZERO; passed.compareTo(pause) < 0; passed = passed.plusSeconds(2)) {
            bench.advance(Duration.ofSeconds(2));
            take(bench); // else a retry that is due early would be without a beat until the end of the pause
            running.forEach(bench::heartbeat);
        }
    }

    private static Duration pauseOf(Assignment assignment) {
        return switch (assignment.attemptNumber()) {
            case 1 -> Duration.ofSeconds(7);
            case 2 -> Duration.ofSeconds(31);
            case 3 -> Duration.ofSeconds(151);
            default -> Duration.ZERO;
        };
    }

    /** Every hand-out must be the first of the highest class that waits. */
    private void take(RoutingTestBench bench) {
        for (var assignment : bench.newAssignments()) {
            var lines = model.values().stream().filter(line -> !line.isEmpty()).toList();
            assertThat(assignment.task().id()).isEqualTo(lines.getFirst().removeFirst());
            running.add(assignment);
        }
    }

    private void observe(RoutingTestBench bench) {
        take(bench);
        assertThat(running.size()).isLessThanOrEqualTo(CAPACITY);
        if (model.values().stream().anyMatch(line -> !line.isEmpty())) {
            assertThat(running).hasSize(CAPACITY);
        }
    }

    private static void assertEveryLifeIsWhole(List<TaskEvent> events, int submitted) {
        var lives = new HashMap<TaskId, List<TaskEvent>>();
        events.forEach(event ->
                lives.computeIfAbsent(event.id(), _ -> new ArrayList<>()).add(event));
        assertThat(lives).hasSize(submitted);
        lives.values().forEach(life -> {
            var state = TaskState.ACCEPTED;
            for (int seq = 0; seq < life.size(); seq++) {
                assertThat(life.get(seq).seq()).isEqualTo(seq);
                assertThat(state.mayBecome(life.get(seq).state())).isTrue();
                state = life.get(seq).state();
            }
            assertThat(state.isTerminal()).isTrue();
        });
    }
}
