// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.output;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.AttemptResult;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Factory of task events. */
public final class TaskEventFactory {

    private TaskEventFactory() {}

    /** Creates the only event of a task that failed before it reached a lane, or was too late. */
    public static TaskEvent rejected(Task task, TaskState state, Instant at, TaskError error) {
        return TaskEvent.of(task.id(), task.company(), 0, at, state)
                .withTask(task)
                .withError(error);
    }

    /** Creates the only event of a task that was canceled before it reached a lane. */
    public static TaskEvent cancelledOnArrival(Task task, Instant at, String reason) {
        return TaskEvent.of(task.id(), task.company(), 0, at, TaskState.CANCELLED)
                .withTask(task)
                .withReason(reason);
    }

    /** Creates the event of a queued task; the first one contains the task. */
    public static TaskEvent queued(LaneEntry entry, Instant at, String reason) {
        return withTaskIfFirst(entry, event(entry, at, TaskState.QUEUED)).withReason(reason);
    }

    /** Creates the event of a task that is transferred to the lane of {@code to}. */
    public static TaskEvent transferred(LaneEntry entry, AgentName to, Instant at, String reason) {
        return queued(entry, at, reason).withAttempt(new AttemptRef(to, entry.attempt(), entry.epoch()));
    }

    /** Creates the event of a dispatched task. */
    public static TaskEvent running(LaneEntry entry, Instant at) {
        return event(entry, at, TaskState.RUNNING);
    }

    /** Creates the event of a completed task. */
    public static TaskEvent completed(LaneEntry entry, Instant at, AdapterReport.AttemptEnded ended, String output) {
        return event(entry, at, TaskState.COMPLETED)
                .withResult(new AttemptResult(ended.startedAt(), output, ended.calls()));
    }

    /**
     * Creates the event of a task that ended with an error, or has a retry scheduled.
     *
     * @param ended report of the adapter; null when the task ended without one
     */
    public static TaskEvent failed(
            LaneEntry entry, TaskState state, Instant at, TaskError error, AdapterReport.@Nullable AttemptEnded ended) {
        return withAttempt(event(entry, at, state), ended).withError(error);
    }

    /**
     * Creates the event of a canceled task.
     *
     * @param ended report of the adapter; null when the task ended without one
     */
    public static TaskEvent cancelled(
            LaneEntry entry, Instant at, @Nullable String reason, AdapterReport.@Nullable AttemptEnded ended) {
        return withAttempt(event(entry, at, TaskState.CANCELLED), ended).withReason(reason);
    }

    static TaskEvent withoutCalls(TaskEvent event) {
        return event.withResult(new AttemptResult(event.startedAt(), event.output(), List.of()));
    }

    private static TaskEvent withTaskIfFirst(LaneEntry entry, TaskEvent event) {
        return event.seq() == 0 ? event.withTask(entry.task()) : event;
    }

    private static TaskEvent withAttempt(TaskEvent event, AdapterReport.@Nullable AttemptEnded ended) {
        return ended == null ? event : event.withResult(new AttemptResult(ended.startedAt(), null, ended.calls()));
    }

    private static TaskEvent event(LaneEntry entry, Instant at, TaskState state) {
        return TaskEvent.of(entry.task().id(), entry.task().company(), entry.nextSeq(), at, state)
                .withAttempt(entry.attemptRef())
                .withUsage(entry.usage());
    }
}
