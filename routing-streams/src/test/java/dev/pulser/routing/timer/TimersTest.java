// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Priority;
import dev.pulser.routing.queue.QueueKey;
import dev.pulser.routing.queue.QueuePosition;
import dev.pulser.routing.queue.StoreTestContext;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimersTest {

    @TempDir
    private Path folder;

    private StoreTestContext stores;
    private Timers timers;

    @BeforeEach
    void open() {
        stores = new StoreTestContext(folder.toFile());
        timers = new Timers(stores.context());
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void fireOnceAtTheirTime() {
        var timer = retry();
        timers.schedule(NOON, timer);

        assertThat(timers.pollDue(NOON.minusMillis(1), 9)).isEmpty();
        assertThat(timers.pollDue(NOON, 9)).containsExactly(timer);
        assertThat(timers.pollDue(NOON.plusSeconds(1), 9)).isEmpty();
    }

    @Test
    void fireInTheOrderOfTimeUpToTheLimit() {
        var late = set(NOON.plusMillis(3));
        var early = set(NOON.plusMillis(1));
        var middle = set(NOON.plusMillis(2));

        assertThat(timers.pollDue(NOON.plusSeconds(1), 2)).containsExactly(early, middle);
        assertThat(timers.pollDue(NOON.plusSeconds(1), 2)).containsExactly(late);
    }

    @Test
    void surviveARestart() {
        var timer = set(NOON);

        timers = new Timers(stores.context());

        assertThat(timers.pollDue(NOON, 9)).containsExactly(timer);
    }

    @Test
    void doNotFireAfterCancellation() {
        var timer = set(NOON);

        timers.cancel(NOON, timer.task());

        assertThat(timers.pollDue(NOON, 9)).isEmpty();
    }

    @Test
    void fireWhenScheduledInThePast() {
        timers.pollDue(NOON, 9);

        var timer = set(NOON.minusSeconds(10));

        assertThat(timers.pollDue(NOON, 9)).containsExactly(timer);
    }

    @Test
    void fireAfterTheClockWasSetBack() {
        timers.pollDue(NOON.plusSeconds(3600), 9);
        var timer = set(NOON.plusSeconds(5));

        assertThat(timers.pollDue(NOON, 9)).isEmpty();
        assertThat(timers.pollDue(NOON.plusSeconds(5), 9)).containsExactly(timer);
    }

    @Test
    void keepThePositionOfADeadline() {
        var position = new QueuePosition(new QueueKey(new AgentName("maya"), Priority.LOW, new Company("acme")), 42);
        var timer = new Timer.DeadlinePassed(aTask().build().id(), position);
        timers.schedule(NOON, timer);

        assertThat(timers.pollDue(NOON, 9)).containsExactly(timer);
    }

    private Timer set(Instant at) {
        var timer = retry();
        timers.schedule(at, timer);
        return timer;
    }

    private static Timer retry() {
        return new Timer.RetryDue(LaneEntry.arriving(aTask().build(), new AgentName("maya"), NOON));
    }
}
