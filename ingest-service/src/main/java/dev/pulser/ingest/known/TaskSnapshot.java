// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.known;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stood after the event {@code seq}, wherever that was learned.
 *
 * @param type        null where the task's first event could not be read; so the priority
 * @param seq         of the last event it contains; {@value #BEFORE_EVENTS} before the first
 * @param startedAt   when the last attempt began
 * @param attempts    attempts made so far; one that no adapter began does not count
 * @param result      JSON as text
 * @param payload     JSON as text; null where the source does not keep it
 * @param requester   null where nobody was named, or the source does not keep it
 * @param place       where it waits, if it does
 * @param usage       of all its attempts so far
 */
public record TaskSnapshot(
        TaskId id,
        Company company,
        @Nullable TaskType type,
        @Nullable Priority priority,
        TaskState state,
        int seq,
        @Nullable AgentName agent,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        int attempts,
        @Nullable String result,
        @Nullable String errorCode,
        @Nullable String errorReason,
        @Nullable String payload,
        @Nullable String requester,
        TaskPlace place,
        Usage usage) {

    public static final int BEFORE_EVENTS = -1;

    /** A task that Kafka has and nobody has looked at yet. */
    public static TaskSnapshot accepted(Task task, AgentName home) {
        return new TaskSnapshot(
                task.id(),
                task.company(),
                task.type(),
                task.priority(),
                TaskState.ACCEPTED,
                BEFORE_EVENTS,
                home,
                task.submittedAt(),
                null,
                null,
                0,
                null,
                null,
                null,
                task.payload(),
                task.requester(),
                TaskPlace.NONE,
                Usage.NONE);
    }

    /** This task after one more event; itself where the event is not news. */
    public TaskSnapshot after(TaskEvent event) {
        if (event.seq() <= seq || state.isTerminal()) {
            return this;
        }
        boolean wrong = event.state() != TaskState.QUEUED && event.code() != null;
        return new TaskSnapshot(
                id,
                company,
                type,
                priority,
                event.state(),
                event.seq(),
                event.agent() != null ? event.agent() : agent,
                createdAt,
                started(event),
                event.state().isTerminal() ? event.at() : null,
                event.attempt(),
                event.result(),
                wrong ? event.code() : null,
                wrong ? event.reason() : null,
                payload,
                requester,
                place.after(event),
                later(event.usage(), usage));
    }

    private @Nullable Instant started(TaskEvent event) {
        if (event.startedAt() != null) {
            return event.startedAt();
        }
        return event.state() == TaskState.RUNNING ? event.at() : startedAt;
    }

    /** The later one of two views of the same task, with what only the other one knows. */
    public TaskSnapshot newest(TaskSnapshot other) {
        var later = other.seq > seq ? other : this;
        var earlier = other.seq > seq ? this : other;
        return new TaskSnapshot(
                id,
                company,
                later.type != null ? later.type : earlier.type,
                later.priority != null ? later.priority : earlier.priority,
                later.state,
                later.seq,
                later.agent != null ? later.agent : earlier.agent,
                later.createdAt,
                later.startedAt,
                later.completedAt,
                later.attempts,
                later.result,
                later.errorCode,
                later.errorReason,
                later.payload != null ? later.payload : earlier.payload,
                later.requester != null ? later.requester : earlier.requester,
                later.place.since(earlier.place),
                later(later.usage, earlier.usage));
    }

    /** It is a sum and never gets less; a source that does not know it says none. */
    private static Usage later(Usage later, Usage earlier) {
        return later.equals(Usage.NONE) ? earlier : later;
    }

    /** The same without its payload and who asked. */
    public TaskSnapshot withoutPayload() {
        return new TaskSnapshot(
                id,
                company,
                type,
                priority,
                state,
                seq,
                agent,
                createdAt,
                startedAt,
                completedAt,
                attempts,
                result,
                errorCode,
                errorReason,
                null,
                null,
                place,
                usage);
    }

    /** The same without a payload of more than {@code chars}, which is not worth its place in memory. */
    TaskSnapshot withPayloadUpTo(int chars) {
        if (payload == null || payload.length() <= chars) {
            return this;
        }
        return new TaskSnapshot(
                id,
                company,
                type,
                priority,
                state,
                seq,
                agent,
                createdAt,
                startedAt,
                completedAt,
                attempts,
                result,
                errorCode,
                errorReason,
                null,
                requester,
                place,
                usage);
    }

    /** The same, about to be cancelled. */
    TaskSnapshot cancelRequested(Instant at) {
        return new TaskSnapshot(
                id,
                company,
                type,
                priority,
                state,
                seq,
                agent,
                createdAt,
                startedAt,
                completedAt,
                attempts,
                result,
                errorCode,
                errorReason,
                payload,
                requester,
                place.cancelRequested(at),
                usage);
    }

    /** Roughly, in bytes. */
    int weight() {
        return 600 + length(result) + length(payload) + length(errorReason);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
