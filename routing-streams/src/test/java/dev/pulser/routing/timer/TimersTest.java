// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Priority;
import dev.pulser.routing.waiting.Place;
import dev.pulser.routing.waiting.StageContext;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimersTest {

    @TempDir
    private Path folder;

    private StageContext stage;
    private Timers timers;

    @BeforeEach
    void open() {
        stage = new StageContext(folder.toFile());
        timers = new Timers(stage.context());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void goOffAtTheirTimeAndOnce() {
        var timer = retry();
        timers.set(NOON, timer);

        assertThat(timers.takeDue(NOON.minusMillis(1), 9)).isEmpty();
        assertThat(timers.takeDue(NOON, 9)).containsExactly(timer);
        assertThat(timers.takeDue(NOON.plusSeconds(1), 9)).isEmpty();
    }

    @Test
    void goOffInTheOrderOfTimeAndFewAtATime() {
        var late = set(NOON.plusMillis(3));
        var early = set(NOON.plusMillis(1));
        var middle = set(NOON.plusMillis(2));

        assertThat(timers.takeDue(NOON.plusSeconds(1), 2)).containsExactly(early, middle);
        assertThat(timers.takeDue(NOON.plusSeconds(1), 2)).containsExactly(late);
    }

    @Test
    void surviveARestart() {
        var timer = set(NOON);

        timers = new Timers(stage.context());

        assertThat(timers.takeDue(NOON, 9)).containsExactly(timer);
    }

    @Test
    void areSilentWhenCancelled() {
        var timer = set(NOON);

        timers.cancel(NOON, timer.task());

        assertThat(timers.takeDue(NOON, 9)).isEmpty();
    }

    @Test
    void goOffThoughTheyAreSetInThePast() {
        timers.takeDue(NOON, 9);

        var timer = set(NOON.minusSeconds(10));

        assertThat(timers.takeDue(NOON, 9)).containsExactly(timer);
    }

    @Test
    void goOffAfterTheClockWentBack() {
        timers.takeDue(NOON.plusSeconds(3600), 9);
        var timer = set(NOON.plusSeconds(5));

        assertThat(timers.takeDue(NOON, 9)).isEmpty();
        assertThat(timers.takeDue(NOON.plusSeconds(5), 9)).containsExactly(timer);
    }

    @Test
    void keepThePlaceOfADeadline() {
        var place = new Place(new Place.Line(new AgentName("maya"), Priority.LOW, new Company("acme")), 42);
        var timer = new Timer.DeadlinePassed(aTask().build().id(), place);
        timers.set(NOON, timer);

        assertThat(timers.takeDue(NOON, 9)).containsExactly(timer);
    }

    private Timer set(Instant at) {
        var timer = retry();
        timers.set(at, timer);
        return timer;
    }

    private static Timer retry() {
        return new Timer.RetryDue(LaneEntry.arriving(aTask().build(), new AgentName("maya"), NOON));
    }
}
