// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTasksTest {

    private static final AgentName MAYA = new AgentName("maya");

    @TempDir
    private Path folder;

    private StageContext stage;
    private WaitingTasks waiting;
    private long millis;

    @BeforeEach
    void open() {
        stage = new StageContext(folder.toFile());
        waiting = new WaitingTasks(stage.context());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void givesTasksBackInTheirOrder() {
        var low = add(aTask().priority(Priority.LOW));
        var first = add(aTask());
        var second = add(aTask());
        var high = add(aTask().priority(Priority.HIGH));

        assertThat(takeAll()).containsExactly(high, first, second, low);
        assertThat(waiting.isEmpty(MAYA)).isTrue();
    }

    @Test
    void knowsTheSameAfterARestart() {
        var low = add(aTask().priority(Priority.LOW));
        var acme = add(aTask().of("acme"));
        var zulu = add(aTask().of("zulu"));
        add(aTask().priority(Priority.CRITICAL));
        take();

        waiting = new WaitingTasks(stage.context());

        assertThat(waiting.agents()).containsExactly(MAYA);
        assertThat(takeAll()).containsExactly(acme, zulu, low);
    }

    @Test
    void leavesNothingBehindInTheStores() {
        for (int i = 0; i < 10; i++) {
            add(aTask().of("company-" + i % 3));
        }

        takeAll();

        assertThat(count(WaitingTasks.TASKS)).isZero();
        assertThat(count(WaitingTasks.ENDS)).isZero();
    }

    @Test
    void passesOverTasksThatWereTakenOutBeforeTheirTurn() {
        var first = add(aTask());
        var places = List.of(place(aTask()), place(aTask()));
        var last = add(aTask());

        places.forEach(waiting::remove);

        assertThat(takeAll()).containsExactly(first, last);
        assertThat(count(WaitingTasks.ENDS)).isZero();
    }

    @Test
    void isEmptyWhenTheOnlyTaskIsTakenOut() {
        var place = place(aTask());

        waiting.remove(place);

        assertThat(waiting.isEmpty(MAYA)).isTrue();
        assertThat(waiting.next(MAYA)).isNull();
        assertThat(waiting.find(place)).isNull();
    }

    @Test
    void goesOnInALineThatWasEmpty() {
        add(aTask());
        takeAll();

        var next = add(aTask());

        assertThat(takeAll()).containsExactly(next);
    }

    private TaskId add(Samples.TaskBuilder task) {
        var entry = LaneEntry.arriving(task.build(), MAYA, NOON.plusMillis(millis++));
        waiting.add(entry);
        return entry.task().id();
    }

    private Place place(Samples.TaskBuilder task) {
        return waiting.add(LaneEntry.arriving(task.build(), MAYA, NOON.plusMillis(millis++)));
    }

    private TaskId take() {
        var head = requireNonNull(waiting.next(MAYA));
        waiting.remove(head.place());
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
        KeyValueStore<?, ?> store = stage.context().getStateStore(name);
        try (var all = store.all()) {
            long count = 0;
            for (; all.hasNext(); all.next()) {
                count++;
            }
            return count;
        }
    }
}
