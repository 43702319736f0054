// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.task;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.Events.NOON;
import static dev.pulser.telemetry.sample.Events.at;
import static dev.pulser.telemetry.sample.Events.failed;
import static dev.pulser.telemetry.sample.Events.happyLifeOf;
import static dev.pulser.telemetry.sample.Events.hardLifeOf;
import static dev.pulser.telemetry.sample.Events.queued;
import static dev.pulser.telemetry.sample.Events.requeued;
import static dev.pulser.telemetry.sample.Events.retrying;
import static dev.pulser.telemetry.sample.Events.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskUpdateTest {

    private final Task task = aTask().submittedAt(NOON).build();

    @Test
    void knowsEverythingAfterAWholeLife() {
        var update = fold(happyLifeOf(task));

        assertThat(update.seq()).isEqualTo(2);
        assertThat(update.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(update.task()).isEqualTo(task);
        assertThat(update.createdAt()).isEqualTo(NOON);
        assertThat(update.at()).isEqualTo(at(2));
        assertThat(update.completedAt()).isEqualTo(at(2));
        assertThat(update.startedAt()).isEqualTo(at(2).minusMillis(700));
        assertThat(update.attempt()).isEqualTo(1);
        assertThat(update.result()).isEqualTo("{\"success\":true}");
        assertThat(update.code()).isNull();
    }

    @Test
    void startsWhenTheAttemptIsDispatchedUntilTheAdapterSaysBetter() {
        assertThat(fold(List.of(queued(task), running(task, 1, 1))).startedAt()).isEqualTo(at(1));
    }

    @Test
    void startsAnewWithTheNextAttempt() {
        var events = hardLifeOf(task).subList(0, 5);

        assertThat(fold(events).startedAt()).isEqualTo(at(4));
        assertThat(fold(events).attempt()).isEqualTo(2);
    }

    @Test
    void takesBackAnAttemptThatNobodyBegan() {
        assertThat(fold(List.of(queued(task), running(task, 1, 1), requeued(task, 2, 0)))
                        .attempt())
                .isZero();
    }

    @Test
    void forgetsTheErrorWithTheNextEvent() {
        var events = hardLifeOf(task);

        assertThat(fold(events.subList(0, 3)).code()).isEqualTo("agent-unreachable");
        assertThat(fold(events.subList(0, 4)).code()).isNull();
        assertThat(fold(events.subList(0, 4)).errorMessage()).isNull();
    }

    @Test
    void doesNotCallTheReasonOfARouteAnError() {
        assertThat(fold(List.of(queued(task))).reason()).isNotNull();
        assertThat(fold(List.of(queued(task))).errorMessage()).isNull();
    }

    @Test
    void endsAFailedTaskWithItsErrorAndNoResult() {
        var update = fold(List.of(queued(task), running(task, 1, 1), failed(task, 2, 1, "it said no")));

        assertThat(update.completedAt()).isEqualTo(at(2));
        assertThat(update.errorMessage()).isEqualTo("it said no");
        assertThat(update.result()).isNull();
    }

    @Test
    void isNotChangedByAnEventThatIsNotNewer() {
        var update = fold(hardLifeOf(task));

        assertThat(update.then(retrying(task, 2, 1))).isEqualTo(update);
        assertThat(update.then(failed(task, 5, 2, "too late"))).isEqualTo(update);
    }

    @Test
    void keepsTheMostThatWasUsed() {
        var events = List.of(
                queued(task),
                running(task, 1, 1),
                retrying(task, 2, 1).having(new Usage(10, 20, 300)),
                running(task, 3, 2),
                failed(task, 4, 2, "no").having(new Usage(15, 40, 700)));

        assertThat(fold(events.subList(0, 4)).usage()).isEqualTo(new Usage(10, 20, 300));
        assertThat(fold(events).usage()).isEqualTo(new Usage(15, 40, 700));
    }

    @Test
    void takesTheFirstEventHeardOfForItsCreationWhereTheTaskIsNotKnown() {
        assertThat(fold(List.of(running(task, 1, 1))).createdAt()).isEqualTo(at(1));
    }

    @Test
    void foldsInterleavedTasksEachOnItsOwn() {
        var other = aTask().of("acme").build();
        var events = new ArrayList<TaskEvent>();
        for (int i = 0; i < 3; i++) {
            events.add(happyLifeOf(task).get(i));
            events.add(happyLifeOf(other).get(i));
        }

        assertThat(TaskUpdates.fold(events)).containsExactly(fold(happyLifeOf(task)), fold(happyLifeOf(other)));
    }

    @Test
    void keepsTheSameIdOfTwoCompaniesApart() {
        var twin = aTask().id(task.id()).of("acme").build();

        assertThat(TaskUpdates.fold(List.of(queued(task), queued(twin)))).hasSize(2);
    }

    private static TaskUpdate fold(List<TaskEvent> events) {
        return TaskUpdates.fold(events).iterator().next();
    }
}
