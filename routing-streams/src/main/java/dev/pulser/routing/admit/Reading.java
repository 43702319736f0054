// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admit;

import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What a record at the door turned out to be. */
sealed interface Reading {

    /** A task with everything filled in. */
    record Complete(Task task) implements Reading {}

    /** A task that cannot be taken as it is; {@code code} is the slug of its dead letter. */
    record Unfit(Task task, String code, String reason) implements Reading {}

    /**
     * No task.
     *
     * @param id    what it called itself, where that could be read
     * @param value the bytes as they came
     */
    record Unreadable(
            @Nullable TaskId id,
            String code,
            String reason,
            @Nullable Bytes value) implements Reading {}
}
