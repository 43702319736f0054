// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.batch;

import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Change of a task by a run of its events. Null components are unknown: their stored values stay.
 *
 * <p>Folding events into one update and storing it has the same effect as storing an update of each event.
 *
 * @param latest    event with the highest {@code seq}
 * @param firstAt   time of the first event of the run
 * @param task      task itself; known when the run contains its first event
 * @param startedAt start of the last attempt
 * @param output    output of the completed task
 * @param usage     usage of the task so far: the maximum of all events
 */
public record TaskUpdate(
        TaskEvent latest,
        Instant firstAt,
        @Nullable Task task,
        @Nullable AgentName agent,
        @Nullable Instant startedAt,
        @Nullable String output,
        Usage usage) {

    public static TaskUpdate of(TaskEvent event) {
        return new TaskUpdate(
                event, event.at(), event.task(), agentOf(event), startOf(event), event.output(), event.usage());
    }

    /** Returns the update after one more event. An event that is not newer has no effect. */
    public TaskUpdate plus(TaskEvent event) {
        if (event.seq() <= latest.seq()) {
            return this;
        }
        return new TaskUpdate(
                event,
                firstAt,
                firstNonNull(event.task(), task),
                firstNonNull(agentOf(event), agent),
                firstNonNull(startOf(event), startedAt),
                firstNonNull(event.output(), output),
                max(usage, event.usage()));
    }

    public TaskId id() {
        return latest.id();
    }

    public Company company() {
        return latest.company();
    }

    public TaskState state() {
        return latest.state();
    }

    public int seq() {
        return latest.seq();
    }

    /** Returns the number of the current attempt, 0 before the first. An attempt that the adapter never started is reverted. */
    public int attempt() {
        return latest.attemptNumber();
    }

    /** Returns the time of submission, or of the first known event when the submission is unknown. */
    public Instant createdAt() {
        return task == null ? firstAt : task.submittedAt();
    }

    /** Returns the time at which the task ended; null while it has not. */
    public @Nullable Instant completedAt() {
        return state().isTerminal() ? latest.at() : null;
    }

    /** Returns the reason of the current error. Reasons of events without a code are routing decisions, not errors. */
    public @Nullable String errorMessage() {
        return latest.code() == null ? null : latest.reason();
    }

    private static @Nullable AgentName agentOf(TaskEvent event) {
        var task = event.task();
        return task == null ? event.agent() : firstNonNull(event.agent(), task.agent());
    }

    private static @Nullable Instant startOf(TaskEvent event) {
        return event.state() == TaskState.RUNNING ? event.at() : event.startedAt();
    }

    private static Usage max(Usage one, Usage other) {
        return new Usage(
                Math.max(one.inputTokens(), other.inputTokens()),
                Math.max(one.outputTokens(), other.outputTokens()),
                Math.max(one.costMicros(), other.costMicros()));
    }

    private static <T extends @Nullable Object> @Nullable T firstNonNull(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }
}
