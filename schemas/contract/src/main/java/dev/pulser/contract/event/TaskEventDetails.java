// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.event;

import dev.pulser.contract.attempt.AttemptResult;
import dev.pulser.contract.task.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Details of an event, which depend on its state.
 *
 * @param code       slug of the error; null when the event is not about one
 * @param reason     cause of the event, for people: the routing decision, the failure
 * @param task       task itself, with {@code seq} 0
 * @param queueIndex position in the queue of agent, priority and company, with {@code QUEUED}; null when the task did not wait
 * @param retryAt    time of the next attempt, with {@code RETRYING}
 * @param result     result of the attempt that the event ends; {@link AttemptResult#NONE} when it ends none
 */
public record TaskEventDetails(
        @Nullable String code,
        @Nullable String reason,
        @Nullable Task task,
        @Nullable Long queueIndex,
        @Nullable Instant retryAt,
        AttemptResult result) {

    public static final TaskEventDetails NONE = new TaskEventDetails(null, null, null, null, null, AttemptResult.NONE);

    TaskEventDetails withCause(@Nullable String newCode, @Nullable String newReason) {
        return new TaskEventDetails(newCode, newReason, task, queueIndex, retryAt, result);
    }

    TaskEventDetails withTask(Task value) {
        return new TaskEventDetails(code, reason, value, queueIndex, retryAt, result);
    }

    TaskEventDetails withQueueIndex(long value) {
        return new TaskEventDetails(code, reason, task, value, retryAt, result);
    }

    TaskEventDetails withRetryAt(Instant value) {
        return new TaskEventDetails(code, reason, task, queueIndex, value, result);
    }

    TaskEventDetails withResult(AttemptResult value) {
        return new TaskEventDetails(code, reason, task, queueIndex, retryAt, value);
    }
}
