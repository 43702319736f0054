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

/** Whatever waits since whenever: the highest class that counts is next, in it nobody starves, within a line the first. */
class RandomOrderTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final int COMPANIES = 5;

    @TempDir
    private Path folder;

    /** What should be waiting. */
    private final Map<QueueKey, Deque<LaneEntry>> model = new HashMap<>();

    /** Turns of others that a company has seen in a class while it had something there. */
    private final Map<Priority, Map<Company, Integer>> patience = new HashMap<>();

    private Instant now = NOON;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void keepsClassesSharesAndLines(long seed) {
        var random = new Random(seed);
        try (var stage = new StoreTestContext(folder.toFile())) {
            var waiting = new WaitingTasks(stage.context(), StoreTestContext.ORDERING, (_, _) -> false);
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
                    waiting = new WaitingTasks(stage.context(), StoreTestContext.ORDERING, (_, _) -> false);
                    patience.clear(); // a restart may take a turn from a company, once
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
        var line = new QueueKey(MAYA, task.priority(), task.company());
        model.computeIfAbsent(line, _ -> new ArrayDeque<>()).addLast(entry);
    }

    private void take(WaitingTasks waiting) {
        var head = waiting.next(MAYA, now);
        if (model.isEmpty()) {
            assertThat(head).isNull();
            return;
        }
        var taken = requireNonNull(head);
        var line = taken.position().queue();
        assertThat(taken.entry().task().id())
                .isEqualTo(requireNonNull(model.get(line)).getFirst().task().id());
        var counts = counted(line);
        assertThat(model.keySet())
                .allSatisfy(other -> assertThat(counted(other)).isGreaterThanOrEqualTo(counts));
        beFair(counts, line.company());
        waiting.take(taken);
        forget(line, taken.entry().task().id());
    }

    /** Each of the others, with at most twice the share, may have had its turns and one more. */
    private void beFair(Priority counts, Company served) {
        var seen = patience.computeIfAbsent(counts, _ -> new HashMap<>());
        seen.keySet().removeIf(company -> !contends(counts, company));
        for (int i = 0; i < COMPANIES; i++) {
            var company = new Company("company-" + i);
            if (contends(counts, company)) {
                seen.merge(company, 1, Integer::sum);
            }
        }
        seen.remove(served);
        assertThat(seen.values()).allSatisfy(turns -> assertThat(turns).isLessThanOrEqualTo(2 * COMPANIES));
    }

    private boolean contends(Priority counts, Company company) {
        return model.keySet().stream().anyMatch(line -> line.company().equals(company) && counted(line) == counts);
    }

    /** The class that a line counts as now. */
    private Priority counted(QueueKey line) {
        var since = requireNonNull(model.get(line)).getFirst().queuedAt();
        var lifted = StoreTestContext.ORDERING.aging().promotedAt(line.priority(), since);
        return lifted.filter(at -> !now.isBefore(at)).isPresent()
                ? PriorityAging.promote(line.priority())
                : line.priority();
    }

    private void cancel(WaitingTasks waiting, Random random) {
        if (model.isEmpty()) {
            return;
        }
        var line = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
        var entries = List.copyOf(requireNonNull(model.get(line)));
        var entry = entries.get(random.nextInt(entries.size()));
        var place = requireNonNull(waiting.positionOf(entry.task().id()));
        waiting.remove(place, entry);
        forget(line, entry.task().id());
    }

    private void forget(QueueKey line, TaskId id) {
        var entries = requireNonNull(model.get(line));
        entries.removeIf(entry -> entry.task().id().equals(id));
        if (entries.isEmpty()) {
            model.remove(line);
        }
    }
}
