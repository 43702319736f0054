// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Filter of a list of tasks; null matches all.
 *
 * @param text text in the payload, case-insensitive
 */
public record TaskFilter(
        @Nullable TaskState status,
        @Nullable AgentName agent,
        @Nullable Priority priority,
        @Nullable TaskType type,
        Labels labels,
        Created created,
        @Nullable String text) {

    public static final TaskFilter ALL = new TaskFilter(null, null, null, null, Labels.ANY, Created.ANY_TIME, null);

    /** Position of a task in a list ordered by creation time and id. */
    public record Position(Instant createdAt, TaskId id) {}

    /**
     * Required labels.
     *
     * @param values labels that a task must have with these values
     * @param keys   labels that a task must have with any value
     */
    public record Labels(Map<String, String> values, List<String> keys) {

        public static final Labels ANY = new Labels(Map.of(), List.of());

        public Labels {
            values = Map.copyOf(values);
            keys = List.copyOf(keys);
        }
    }

    /**
     * Range of creation times; null is unbounded.
     *
     * @param from inclusive
     * @param to   exclusive
     */
    public record Created(@Nullable Instant from, @Nullable Instant to) {

        public static final Created ANY_TIME = new Created(null, null);
    }
}
