// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.batch;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static dev.pulser.telemetry.sample.TaskEvents.at;
import static dev.pulser.telemetry.sample.TaskEvents.failed;
import static dev.pulser.telemetry.sample.TaskEvents.queued;
import static dev.pulser.telemetry.sample.TaskEvents.requeued;
import static dev.pulser.telemetry.sample.TaskEvents.retryOf;
import static dev.pulser.telemetry.sample.TaskEvents.retrying;
import static dev.pulser.telemetry.sample.TaskEvents.running;
import static dev.pulser.telemetry.sample.TaskEvents.successOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskUpdateTest {

    private final Task task = aTask().submittedAt(NOON).build();

    @Test
    void foldsACompletedTask() {
        var update = fold(successOf(task));

        assertThat(update.seq()).isEqualTo(2);
        assertThat(update.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(update.task()).isEqualTo(task);
        assertThat(update.createdAt()).isEqualTo(NOON);
        assertThat(update.latest().at()).isEqualTo(at(2));
        assertThat(update.completedAt()).isEqualTo(at(2));
        assertThat(update.startedAt()).isEqualTo(at(2).minusMillis(700));
        assertThat(update.attempt()).isEqualTo(1);
        assertThat(update.output()).isEqualTo("{\"success\":true}");
        assertThat(update.latest().code()).isNull();
    }

    @Test
    void startsWithTheDispatchBeforeTheAdapterReports() {
        assertThat(fold(List.of(queued(task), running(task, 1, 1))).startedAt()).isEqualTo(at(1));
    }

    @Test
    void startsWithTheLatestAttempt() {
        var events = retryOf(task).subList(0, 5);

        assertThat(fold(events).startedAt()).isEqualTo(at(4));
        assertThat(fold(events).attempt()).isEqualTo(2);
    }

    @Test
    void undoesAnAttemptThatDidNotStart() {
        assertThat(fold(List.of(queued(task), running(task, 1, 1), requeued(task, 2, 0)))
                        .attempt())
                .isZero();
    }

    @Test
    void clearsTheErrorWithTheNextEvent() {
        var events = retryOf(task);

        assertThat(fold(events.subList(0, 3)).latest().code()).isEqualTo("agent-unreachable");
        assertThat(fold(events.subList(0, 4)).latest().code()).isNull();
        assertThat(fold(events.subList(0, 4)).errorMessage()).isNull();
    }

    @Test
    void doesNotReportTheReasonOfARoutingDecisionAsAnError() {
        assertThat(fold(List.of(queued(task))).latest().reason()).isNotNull();
        assertThat(fold(List.of(queued(task))).errorMessage()).isNull();
    }

    @Test
    void foldsAFailedTask() {
        var update = fold(List.of(queued(task), running(task, 1, 1), failed(task, 2, 1, "it said no")));

        assertThat(update.completedAt()).isEqualTo(at(2));
        assertThat(update.errorMessage()).isEqualTo("it said no");
        assertThat(update.output()).isNull();
    }

    @Test
    void ignoresAnEventThatIsNotNewer() {
        var update = fold(retryOf(task));

        assertThat(update.plus(retrying(task, 2, 1))).isEqualTo(update);
        assertThat(update.plus(failed(task, 5, 2, "too late"))).isEqualTo(update);
    }

    @Test
    void keepsTheMaximumOfTheUsage() {
        var events = List.of(
                queued(task),
                running(task, 1, 1),
                retrying(task, 2, 1).withUsage(new Usage(10, 20, 300)),
                running(task, 3, 2),
                failed(task, 4, 2, "no").withUsage(new Usage(15, 40, 700)));

        assertThat(fold(events.subList(0, 4)).usage()).isEqualTo(new Usage(10, 20, 300));
        assertThat(fold(events).usage()).isEqualTo(new Usage(15, 40, 700));
    }

    @Test
    void usesTheFirstEventForTheTimeOfCreation() {
        assertThat(fold(List.of(running(task, 1, 1))).createdAt()).isEqualTo(at(1));
    }

    @Test
    void foldsInterleavedTasksSeparately() {
        var other = aTask().of("acme").build();
        var events = new ArrayList<TaskEvent>();
        for (int i = 0; i < 3; i++) {
            events.add(successOf(task).get(i));
            events.add(successOf(other).get(i));
        }

        assertThat(TaskUpdates.fold(events)).containsExactly(fold(successOf(task)), fold(successOf(other)));
    }

    @Test
    void distinguishesTheSameIdOfTwoCompanies() {
        var twin = aTask().id(task.id()).of("acme").build();

        assertThat(TaskUpdates.fold(List.of(queued(task), queued(twin)))).hasSize(2);
    }

    private static TaskUpdate fold(List<TaskEvent> events) {
        return TaskUpdates.fold(events).iterator().next();
    }
}
