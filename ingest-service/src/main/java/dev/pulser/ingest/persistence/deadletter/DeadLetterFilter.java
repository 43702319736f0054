// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.deadletter;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filter of dead letters; null matches all.
 *
 * @param tasks    failed tasks
 * @param from     inclusive lower bound of the time
 * @param to       exclusive upper bound of the time
 * @param contents required contents
 */
public record DeadLetterFilter(
        @Nullable List<TaskId> tasks,
        @Nullable AgentName agent,
        @Nullable TaskType type,
        @Nullable String code,
        @Nullable DeadLetterState state,
        @Nullable Instant from,
        @Nullable Instant to,
        Contents contents) {

    /** Required contents of a dead letter. */
    public enum Contents {
        ANY,
        /** Task id. */
        TASK_ID,
        /** Complete task, so that it can be replayed. */
        TASK
    }

    /** Returns the filter for all dead letters of these tasks. */
    public static DeadLetterFilter ofTasks(List<TaskId> tasks) {
        return new DeadLetterFilter(tasks, null, null, null, null, null, null, Contents.ANY);
    }

    /** Position of a dead letter in a list ordered by time, partition and offset. */
    public record Position(Instant at, int partition, long offset) {}
}
