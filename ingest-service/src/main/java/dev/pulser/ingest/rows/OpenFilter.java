// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.rows.TaskFilter.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks that are not over are asked for; null takes all.
 *
 * @param status        queued, running or retrying
 * @param createdBefore created before this
 * @param after         the last task of the page before; the order is oldest first
 */
public record OpenFilter(
        @Nullable List<TaskId> ids,
        @Nullable AgentName agent,
        @Nullable TaskState status,
        @Nullable TaskType type,
        @Nullable Instant createdBefore,
        int limit,
        @Nullable Position after) {}
