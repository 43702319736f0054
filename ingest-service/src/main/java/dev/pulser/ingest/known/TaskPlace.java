// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.known;

import dev.pulser.contract.task.RetryReason;
import dev.pulser.contract.task.TaskEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a task waits.
 *
 * @param lineIndex         its number in the line of its agent, class and company; null where it waits in none
 * @param retryAt           when its next attempt is due; null where it does not wait for that
 * @param cancelRequestedAt when somebody asked to cancel it
 */
public record TaskPlace(
        @Nullable Long lineIndex,
        @Nullable Instant retryAt,
        @Nullable Instant cancelRequestedAt) {

    public static final TaskPlace NONE = new TaskPlace(null, null, null);

    /** After one more event. */
    TaskPlace after(TaskEvent event) {
        return new TaskPlace(event.lineIndex(), RetryReason.dueOf(event), cancelRequestedAt);
    }

    /** This, which is later than {@code earlier}. */
    TaskPlace since(TaskPlace earlier) {
        return cancelRequestedAt != null ? this : cancelRequestedOrNull(earlier.cancelRequestedAt);
    }

    TaskPlace cancelRequested(Instant at) {
        return cancelRequestedAt != null ? this : cancelRequestedOrNull(at);
    }

    private TaskPlace cancelRequestedOrNull(@Nullable Instant at) {
        return new TaskPlace(lineIndex, retryAt, at);
    }
}
