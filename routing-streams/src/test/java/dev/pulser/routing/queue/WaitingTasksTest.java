// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTasksTest {

    private static final AgentName MAYA = new AgentName("maya");

    @TempDir
    private Path folder;

    private StoreTestContext stores;
    private final Set<Company> blocked = new HashSet<>();
    private WaitingTasks waiting;
    private Instant now = NOON;
    private long millis;

    @BeforeEach
    void open() {
        stores = new StoreTestContext(folder.toFile());
        waiting = new WaitingTasks(
                stores.context(), StoreTestContext.ORDERING, (_, company) -> blocked.contains(company));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void returnsTasksInOrder() {
        var low = add(aTask().priority(Priority.LOW));
        var first = add(aTask());
        var second = add(aTask());
        var high = add(aTask().priority(Priority.HIGH));

        assertThat(takeAll()).containsExactly(high, first, second, low);
        assertThat(waiting.isEmpty(MAYA)).isTrue();
    }

    @Test
    void restoresTheQueuesAfterARestart() {
        var low = add(aTask().priority(Priority.LOW));
        var acme = add(aTask().of("acme"));
        var zulu = add(aTask().of("zulu"));
        add(aTask().priority(Priority.CRITICAL));
        take();

        waiting = new WaitingTasks(
                stores.context(), StoreTestContext.ORDERING, (_, company) -> blocked.contains(company));

        assertThat(waiting.agents()).containsExactly(MAYA);
        assertThat(takeAll()).containsExactly(acme, zulu, low);
    }

    @Test
    void leavesTheStoresEmpty() {
        for (int i = 0; i < 10; i++) {
            add(aTask().of("company-" + i % 3));
        }

        takeAll();

        assertThat(count(WaitingTasks.TASKS)).isZero();
        assertThat(count(WaitingTasks.BOUNDS)).isZero();
        assertThat(count(WaitingTasks.POSITIONS)).isZero();
    }

    @Test
    void skipsEmptiedPositions() {
        var first = add(aTask());
        var positions = List.of(position(aTask()), position(aTask()));
        var last = add(aTask());

        positions.forEach(this::remove);

        assertThat(takeAll()).containsExactly(first, last);
        assertThat(count(WaitingTasks.BOUNDS)).isZero();
    }

    @Test
    void isEmptyWhenTheOnlyTaskIsRemoved() {
        var position = position(aTask());

        remove(position);

        assertThat(waiting.isEmpty(MAYA)).isTrue();
        assertThat(waiting.next(MAYA, now)).isNull();
        assertThat(waiting.find(position)).isNull();
    }

    @Test
    void reusesAQueueThatWasEmpty() {
        add(aTask());
        takeAll();

        var next = add(aTask());

        assertThat(takeAll()).containsExactly(next);
    }

    @Test
    void sharesTurnsBetweenCompanies() {
        for (int i = 0; i < 100; i++) {
            add(aTask().of("flood"));
        }
        var others = List.of(add(aTask().of("acme")), add(aTask().of("zulu")), add(aTask().of("acme")));

        var order = takeAll();

        assertThat(order.subList(0, 6)).containsAll(others);
    }

    @Test
    void sharesTurnsByWeight() {
        for (int i = 0; i < 20; i++) {
            add(aTask().of("heavy"));
            add(aTask().of("acme"));
        }

        var companies = new ArrayList<String>();
        for (int i = 0; i < 15; i++) {
            companies.add(requireNonNull(waiting.next(MAYA, now))
                    .position()
                    .queue()
                    .company()
                    .name());
            take();
        }

        assertThat(companies).filteredOn("heavy"::equals).hasSize(10);
    }

    @Test
    void promotesATaskByOnePriorityWhenItHasWaitedTooLong() {
        var low = add(aTask().priority(Priority.LOW));
        now = NOON.plusSeconds(599);
        var before = requireNonNull(waiting.next(MAYA, now)).entry().task().id();
        millis = 600_000;
        var medium = List.of(add(aTask()), add(aTask()));
        var high = add(aTask().priority(Priority.HIGH));

        now = NOON.plusSeconds(601);

        assertThat(before).isEqualTo(low);
        assertThat(takeAll()).containsExactly(high, medium.getFirst(), low, medium.getLast());
    }

    @Test
    void returnsACriticalTaskBeforeOldLowTasks() {
        for (int i = 0; i < 50; i++) {
            add(aTask().priority(Priority.LOW));
        }
        millis = 90_000_000;
        now = NOON.plusMillis(millis);
        take();

        var critical = add(aTask().priority(Priority.CRITICAL));
        var high = add(aTask().priority(Priority.HIGH));

        assertThat(List.of(take(), take())).containsExactly(critical, high);
    }

    @Test
    void alternatesAnOldBacklogWithThePriorityAboveIt() {
        for (int i = 0; i < 10; i++) {
            add(aTask().priority(Priority.LOW));
        }
        millis = 3_600_000;
        now = NOON.plusMillis(millis);
        var medium = List.of(add(aTask()), add(aTask()), add(aTask()));

        var order = takeAll();

        assertThat(order.subList(0, 6)).containsAll(medium);
        assertThat(order.indexOf(medium.getLast())).isBetween(3, 5);
    }

    @Test
    void movesAPromotedTaskAndItsPosition() {
        add(aTask());
        var position = position(aTask().priority(Priority.LOW));
        var entry = requireNonNull(waiting.find(position));

        var promoted = waiting.promote(position, entry);

        assertThat(promoted.queue().priority()).isEqualTo(Priority.MEDIUM);
        assertThat(waiting.positionOf(entry.task().id())).isEqualTo(promoted);
        assertThat(waiting.find(position)).isNull();
        assertThat(waiting.count(MAYA)).isEqualTo(2);
    }

    @Test
    void addsATaskAtTheHead() {
        var first = add(aTask());
        var second = add(aTask());
        var head = requireNonNull(waiting.next(MAYA, now));
        waiting.take(head);

        var position = waiting.addFirst(head.entry(), Priority.MEDIUM);

        assertThat(waiting.positionOf(first)).isEqualTo(position);
        assertThat(takeAll()).containsExactly(first, second);
        assertThat(count(WaitingTasks.TASKS)).isZero();
    }

    @Test
    void skipsABlockedCompanyUntilItIsUnblocked() {
        var acme = add(aTask().of("acme"));
        var zulu = add(aTask().of("zulu"));
        block("acme", true);

        assertThat(take()).isEqualTo(zulu);
        assertThat(waiting.next(MAYA, now)).isNull();
        assertThat(waiting.isEmpty(MAYA)).isFalse();

        block("acme", false);
        assertThat(take()).isEqualTo(acme);
    }

    @Test
    void countsWaitingTasksWithEmptiedPositionsAndAfterARestart() {
        add(aTask());
        var positions = List.of(position(aTask()), position(aTask()));
        add(aTask().priority(Priority.HIGH));
        positions.forEach(this::remove);

        waiting = new WaitingTasks(
                stores.context(), StoreTestContext.ORDERING, (_, company) -> blocked.contains(company));

        assertThat(waiting.count(MAYA)).isEqualTo(2);
        assertThat(waiting.queuePointers(MAYA))
                .extracting(queue -> queue.priority().wireName() + " " + queue.head() + "-" + queue.tail())
                .containsExactly("high 0-1", "medium 0-3");
    }

    private void block(String company, boolean block) {
        if (block) {
            blocked.add(new Company(company));
        } else {
            blocked.remove(new Company(company));
        }
        waiting.update(new Company(company));
    }

    private TaskId add(Samples.TaskBuilder task) {
        var entry = LaneEntry.arriving(task.build(), MAYA, NOON.plusMillis(millis++));
        waiting.addLast(entry, entry.task().priority());
        return entry.task().id();
    }

    private QueuePosition position(Samples.TaskBuilder task) {
        var entry = LaneEntry.arriving(task.build(), MAYA, NOON.plusMillis(millis++));
        return waiting.addLast(entry, entry.task().priority());
    }

    private void remove(QueuePosition position) {
        waiting.remove(position, requireNonNull(waiting.find(position)));
    }

    private TaskId take() {
        var head = requireNonNull(waiting.next(MAYA, now));
        waiting.take(head);
        return head.entry().task().id();
    }

    private List<TaskId> takeAll() {
        var order = new ArrayList<TaskId>();
        while (!waiting.isEmpty(MAYA)) {
            order.add(take());
        }
        return order;
    }

    private long count(String name) {
        KeyValueStore<?, ?> store = stores.context().getStateStore(name);
        try (var all = store.all()) {
            long count = 0;
            for (; all.hasNext(); all.next()) {
                count++;
            }
            return count;
        }
    }
}
