// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.Usage;
import dev.pulser.ingest.known.TaskPlace;
import dev.pulser.ingest.known.TaskSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task in a list: without its payload and its result. The names are those of {@link TaskRow}. */
public record ListedRow(
        String company,
        String taskId,
        @Nullable String taskType,
        @Nullable Short priority,
        @Nullable String agent,
        String status,
        @Nullable String requester,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        int attempt,
        int seq,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        long inputTokens,
        long outputTokens,
        long costMicros) {

    TaskSnapshot snapshot() {
        return new TaskSnapshot(
                new TaskId(taskId),
                new Company(company),
                taskType == null ? null : new TaskType(taskType),
                PriorityColumn.read(priority),
                TaskState.parse(status).orElse(TaskState.QUEUED),
                seq,
                agent == null ? null : new AgentName(agent),
                createdAt,
                startedAt,
                completedAt,
                attempt,
                null,
                errorCode,
                errorMessage,
                null,
                requester,
                TaskPlace.NONE,
                new Usage(inputTokens, outputTokens, costMicros));
    }
}
