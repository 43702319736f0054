// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are asked for; null takes all.
 *
 * @param from  created at or after this
 * @param to    created before this
 * @param text  somewhere in the payload, in any case of letters
 * @param limit of the answer's tasks
 * @param after the last task of the page before
 */
public record TaskFilter(
        @Nullable TaskState status,
        @Nullable AgentName agent,
        @Nullable Priority priority,
        @Nullable TaskType type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text,
        int limit,
        @Nullable Position after) {

    /** The newest of all. */
    static TaskFilter first(int limit) {
        return new TaskFilter(null, null, null, null, null, null, null, limit, null);
    }

    /** A task's place in the order of the list, which is newest first. */
    public record Position(Instant createdAt, TaskId id) {}
}
