// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import dev.pulser.contract.event.TaskEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State of a waiting task.
 *
 * @param queueIndex        index in the queue of its agent, priority and company; null when it is in none
 * @param retryAt           due time of the next attempt; null unless the task is retrying
 * @param cancelRequestedAt time at which cancellation was requested; null if it was not
 */
public record TaskWaitState(
        @Nullable Long queueIndex,
        @Nullable Instant retryAt,
        @Nullable Instant cancelRequestedAt) {

    public static final TaskWaitState NONE = new TaskWaitState(null, null, null);

    TaskWaitState after(TaskEvent event) {
        return new TaskWaitState(event.queueIndex(), event.retryAt(), cancelRequestedAt);
    }

    /** Returns this newer state with the cancellation request of {@code earlier}. */
    TaskWaitState since(TaskWaitState earlier) {
        return cancelRequestedAt != null ? this : withCancelRequested(earlier.cancelRequestedAt);
    }

    TaskWaitState cancelRequested(Instant at) {
        return cancelRequestedAt != null ? this : withCancelRequested(at);
    }

    private TaskWaitState withCancelRequested(@Nullable Instant at) {
        return new TaskWaitState(queueIndex, retryAt, at);
    }
}
