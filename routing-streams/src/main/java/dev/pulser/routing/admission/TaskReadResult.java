// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admission;

import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Result of reading a record of a task topic. */
sealed interface TaskReadResult {

    /** Complete task. */
    record Valid(Task task) implements TaskReadResult {}

    /** Task that cannot be admitted. */
    record Invalid(Task task, TaskError error) implements TaskReadResult {}

    /**
     * Record without a readable task.
     *
     * @param id    task id, when it could be read
     * @param value bytes of the record
     */
    record Unreadable(
            @Nullable TaskId id, TaskError error, @Nullable Bytes value) implements TaskReadResult {}
}
