// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.event;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.AttemptResult;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Change of a task's state. Built from {@link #of} and the {@code with…} methods.
 *
 * @param seq     0, 1, 2, … without a gap within a task
 * @param state   state of the task after the event
 * @param attempt attempt that the event is about, its number 0 before the first; null while no agent is chosen
 * @param usage   usage of the task so far, over all attempts
 */
public record TaskEvent(
        TaskId id,
        Company company,
        int seq,
        Instant at,
        TaskState state,
        @Nullable AttemptRef attempt,
        TaskEventDetails details,
        Usage usage) {

    public TaskEvent {
        if (seq < 0) {
            throw new IllegalArgumentException("seq must be 0 or more, it is " + seq);
        }
    }

    /** Returns an event without attempt, details and usage. */
    public static TaskEvent of(TaskId id, Company company, int seq, Instant at, TaskState state) {
        return new TaskEvent(id, company, seq, at, state, null, TaskEventDetails.NONE, Usage.NONE);
    }

    public TaskEvent withAttempt(@Nullable AttemptRef value) {
        return new TaskEvent(id, company, seq, at, state, value, details, usage);
    }

    public TaskEvent withUsage(Usage value) {
        return new TaskEvent(id, company, seq, at, state, attempt, details, value);
    }

    /** Returns a copy with a reason for people and no error code. */
    public TaskEvent withReason(@Nullable String reason) {
        return with(details.withCause(null, reason));
    }

    public TaskEvent withError(TaskError error) {
        return with(details.withCause(error.code(), error.reason()));
    }

    /** Returns a copy that carries the task itself, for the event with {@code seq} 0. */
    public TaskEvent withTask(Task task) {
        return with(details.withTask(task));
    }

    /** Returns a copy with the position in the queue, for {@code QUEUED}. */
    public TaskEvent withQueueIndex(long index) {
        return with(details.withQueueIndex(index));
    }

    /** Returns a copy with the time of the next attempt, for {@code RETRYING}. */
    public TaskEvent withRetryAt(Instant time) {
        return with(details.withRetryAt(time));
    }

    public TaskEvent withResult(AttemptResult result) {
        return with(details.withResult(result));
    }

    private TaskEvent with(TaskEventDetails value) {
        return new TaskEvent(id, company, seq, at, state, attempt, value, usage);
    }

    public @Nullable AgentName agent() {
        return attempt == null ? null : attempt.agent();
    }

    /** Returns the number of the attempt, 0 before the first. */
    public int attemptNumber() {
        return attempt == null ? 0 : attempt.number();
    }

    public int epoch() {
        return attempt == null ? 0 : attempt.epoch();
    }

    public @Nullable String code() {
        return details.code();
    }

    public @Nullable String reason() {
        return details.reason();
    }

    public @Nullable Task task() {
        return details.task();
    }

    public @Nullable Long queueIndex() {
        return details.queueIndex();
    }

    public @Nullable Instant retryAt() {
        return details.retryAt();
    }

    public @Nullable Instant startedAt() {
        return details.result().startedAt();
    }

    public @Nullable String output() {
        return details.result().output();
    }

    public List<ToolCall> calls() {
        return details.result().calls();
    }
}
