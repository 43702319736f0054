// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.routing.ordering.PriorityAging;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random tasks: the highest effective priority is next, in it no company starves, within a queue the first task. */
class RandomOrderTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final int COMPANIES = 5;

    @TempDir
    private Path folder;

    /** Expected waiting tasks. */
    private final Map<QueueKey, Deque<LaneEntry>> model = new HashMap<>();

    /** Turns of other companies in a priority while a company was backlogged there. */
    private final Map<Priority, Map<Company, Integer>> turnsOfOthers = new HashMap<>();

    private Instant now = NOON;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void keepsPrioritiesSharesAndQueueOrder(long seed) {
        var random = new Random(seed);
        try (var stores = new StoreTestContext(folder.toFile())) {
            var waiting = new WaitingTasks(stores.context(), StoreTestContext.ORDERING, (_, _) -> false);
            for (int step = 0; step < 4_000; step++) {
                now = now.plus(Duration.ofMillis(random.nextInt(3_000)));
                int choice = random.nextInt(20);
                if (choice < 11) {
                    add(waiting, random);
                } else if (choice < 19) {
                    take(waiting);
                } else {
                    cancel(waiting, random);
                }
                if (step % 1_000 == 999) {
                    waiting = new WaitingTasks(stores.context(), StoreTestContext.ORDERING, (_, _) -> false);
                    turnsOfOthers.clear(); // a restart may cost a company one turn
                }
                assertThat(waiting.count(MAYA))
                        .isEqualTo(
                                model.values().stream().mapToLong(Deque::size).sum());
            }
            while (!model.isEmpty()) {
                take(waiting);
            }
            assertThat(waiting.isEmpty(MAYA)).isTrue();
        }
    }

    private void add(WaitingTasks waiting, Random random) {
        var task = aTask().of("company-" + random.nextInt(COMPANIES))
                .priority(PRIORITIES.get(Math.min(3, random.nextInt(8))))
                .build();
        var entry = LaneEntry.arriving(task, MAYA, now);
        waiting.addLast(entry, task.priority());
        var queue = new QueueKey(MAYA, task.priority(), task.company());
        model.computeIfAbsent(queue, _ -> new ArrayDeque<>()).addLast(entry);
    }

    private void take(WaitingTasks waiting) {
        var head = waiting.next(MAYA, now);
        if (model.isEmpty()) {
            assertThat(head).isNull();
            return;
        }
        var taken = requireNonNull(head);
        var queue = taken.position().queue();
        assertThat(taken.entry().task().id())
                .isEqualTo(requireNonNull(model.get(queue)).getFirst().task().id());
        var effective = effectivePriority(queue);
        assertThat(model.keySet())
                .allSatisfy(other -> assertThat(effectivePriority(other)).isGreaterThanOrEqualTo(effective));
        checkFairness(effective, queue.company());
        waiting.take(taken);
        forget(queue, taken.entry().task().id());
    }

    /** Each other company, with at most twice the share, may have had its turns and one more. */
    private void checkFairness(Priority effective, Company served) {
        var seen = turnsOfOthers.computeIfAbsent(effective, _ -> new HashMap<>());
        seen.keySet().removeIf(company -> !contends(effective, company));
        for (int i = 0; i < COMPANIES; i++) {
            var company = new Company("company-" + i);
            if (contends(effective, company)) {
                seen.merge(company, 1, Integer::sum);
            }
        }
        seen.remove(served);
        assertThat(seen.values()).allSatisfy(turns -> assertThat(turns).isLessThanOrEqualTo(2 * COMPANIES));
    }

    private boolean contends(Priority effective, Company company) {
        return model.keySet().stream()
                .anyMatch(queue -> queue.company().equals(company) && effectivePriority(queue) == effective);
    }

    /** Returns the effective priority of a queue. */
    private Priority effectivePriority(QueueKey queue) {
        var since = requireNonNull(model.get(queue)).getFirst().queuedAt();
        var promoted = StoreTestContext.ORDERING.aging().promotedAt(queue.priority(), since);
        return promoted.filter(at -> !now.isBefore(at)).isPresent()
                ? PriorityAging.promote(queue.priority())
                : queue.priority();
    }

    private void cancel(WaitingTasks waiting, Random random) {
        if (model.isEmpty()) {
            return;
        }
        var queue = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
        var entries = List.copyOf(requireNonNull(model.get(queue)));
        var entry = entries.get(random.nextInt(entries.size()));
        var position = requireNonNull(waiting.positionOf(entry.task().id()));
        waiting.remove(position, entry);
        forget(queue, entry.task().id());
    }

    private void forget(QueueKey queue, TaskId id) {
        var entries = requireNonNull(model.get(queue));
        entries.removeIf(entry -> entry.task().id().equals(id));
        if (entries.isEmpty()) {
            model.remove(queue);
        }
    }
}
