// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

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
 * State of a task after one of its events, from whichever source.
 *
 * @param waitState state while the task waits
 * @param usage usage of all attempts so far
 */
public record TaskSnapshot(
        TaskId id,
        Company company,
        SubmittedFields submitted,
        TaskStatus status,
        TaskTimes times,
        TaskResult result,
        TaskWaitState waitState,
        Usage usage) {

    public static final int BEFORE_EVENTS = -1;

    /** Returns the state of a task that is durable in Kafka and has no event yet. */
    public static TaskSnapshot accepted(Task task, AgentName home) {
        return new TaskSnapshot(
                task.id(),
                task.company(),
                SubmittedFields.of(task),
                new TaskStatus(TaskState.ACCEPTED, BEFORE_EVENTS, home, 0),
                new TaskTimes(task.submittedAt(), null, null),
                TaskResult.NONE,
                TaskWaitState.NONE,
                Usage.NONE);
    }

    public TaskState state() {
        return status.state();
    }

    public int seq() {
        return status.seq();
    }

    public @Nullable AgentName agent() {
        return status.agent();
    }

    public Instant createdAt() {
        return times.createdAt();
    }

    public @Nullable String payload() {
        return submitted.payload();
    }

    /** Returns the state after an event; this state when it already includes the event. */
    public TaskSnapshot after(TaskEvent event) {
        if (event.seq() <= seq() || state().isTerminal()) {
            return this;
        }
        boolean failed = event.state() != TaskState.QUEUED && event.code() != null;
        var agent = event.agent() != null ? event.agent() : agent();
        return new TaskSnapshot(
                id,
                company,
                submitted,
                new TaskStatus(event.state(), event.seq(), agent, event.attemptNumber()),
                new TaskTimes(createdAt(), startedAfter(event), event.state().isTerminal() ? event.at() : null),
                new TaskResult(event.output(), failed ? event.code() : null, failed ? event.reason() : null),
                waitState.after(event),
                newest(event.usage(), usage));
    }

    private @Nullable Instant startedAfter(TaskEvent event) {
        if (event.startedAt() != null) {
            return event.startedAt();
        }
        return event.state() == TaskState.RUNNING ? event.at() : times.startedAt();
    }

    /** Returns the newer of two states of the same task, completed by what only the other one contains. */
    public TaskSnapshot newest(TaskSnapshot other) {
        var later = other.seq() > seq() ? other : this;
        var earlier = other.seq() > seq() ? this : other;
        var agent = later.agent() != null ? later.agent() : earlier.agent();
        return new TaskSnapshot(
                id,
                company,
                later.submitted.completedBy(earlier.submitted),
                new TaskStatus(later.state(), later.seq(), agent, later.status.attempts()),
                later.times,
                later.result,
                later.waitState.since(earlier.waitState),
                newest(later.usage, earlier.usage));
    }

    /** Usage never decreases; a source that does not store it reports none. */
    private static Usage newest(Usage later, Usage earlier) {
        return later.equals(Usage.NONE) ? earlier : later;
    }

    /** Returns a copy without requester and payload, which not every source stores. */
    public TaskSnapshot statusOnly() {
        return with(
                new SubmittedFields(submitted.type(), submitted.priority(), null, submitted.labels(), null), waitState);
    }

    /** Returns a copy without its payload if that exceeds {@code chars} characters. */
    TaskSnapshot withPayloadUpTo(int chars) {
        return length(payload()) <= chars ? this : with(submitted.withoutPayload(), waitState);
    }

    TaskSnapshot cancelRequested(Instant at) {
        return with(submitted, waitState.cancelRequested(at));
    }

    private TaskSnapshot with(SubmittedFields newSubmitted, TaskWaitState newWait) {
        return new TaskSnapshot(id, company, newSubmitted, status, times, result, newWait, usage);
    }

    /** Returns the approximate size in bytes. */
    int weight() {
        return 600 + length(result.output()) + length(payload()) + length(result.errorReason());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
