// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.taskcache.TaskStatus;
import dev.pulser.ingest.taskcache.TaskTimes;
import dev.pulser.ingest.taskcache.TaskWaitState;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Groups of columns of a task. */
final class TaskColumns {

    private TaskColumns() {}

    /** Columns with the state of a task. */
    @Embeddable
    record Status(
            @Column(name = "status") String state,
            int seq,
            @Column(name = "assigned_agent") @Nullable String agent,
            int attempt) {

        static final Status NONE = new Status("", 0, null, 0);

        TaskStatus status() {
            return new TaskStatus(
                    TaskState.parse(state).orElse(TaskState.QUEUED),
                    seq,
                    agent == null ? null : new AgentName(agent),
                    attempt);
        }
    }

    /** Columns with the times of a task. */
    @Embeddable
    record Times(
            @Column(name = "created_at") Instant createdAt,
            @Column(name = "started_at") @Nullable Instant startedAt,
            @Column(name = "completed_at") @Nullable Instant completedAt) {

        static final Times NONE = new Times(Instant.EPOCH, null, null);

        TaskTimes times() {
            return new TaskTimes(createdAt, startedAt, completedAt);
        }
    }

    /** Columns with the last error of a task. */
    @Embeddable
    record Failure(
            @Column(name = "error_code") @Nullable String code,
            @Column(name = "error_message") @Nullable String message) {}

    /** Columns with the state of a waiting task. */
    @Embeddable
    record Wait(
            @Column(name = "queue_index") @Nullable Long queueIndex,
            @Column(name = "retry_at") @Nullable Instant retryAt,
            @Column(name = "cancel_requested_at") @Nullable Instant cancelRequestedAt) {

        TaskWaitState state() {
            return new TaskWaitState(queueIndex, retryAt, cancelRequestedAt);
        }
    }

    /** Columns with the usage of a task. */
    @Embeddable
    record Consumption(
            @Column(name = "input_tokens") long inputTokens,
            @Column(name = "output_tokens") long outputTokens,
            @Column(name = "cost_micros") long costMicros) {

        static final Consumption NONE = new Consumption(0, 0, 0);

        Usage usage() {
            return new Usage(inputTokens, outputTokens, costMicros);
        }
    }
}
