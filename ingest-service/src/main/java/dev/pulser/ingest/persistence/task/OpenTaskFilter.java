// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filter of tasks that have not ended; null matches all.
 *
 * @param status        queued, running or retrying
 * @param createdBefore exclusive upper bound of the creation time
 */
public record OpenTaskFilter(
        @Nullable List<TaskId> ids,
        @Nullable AgentName agent,
        @Nullable TaskState status,
        @Nullable TaskType type,
        @Nullable Instant createdBefore) {}
