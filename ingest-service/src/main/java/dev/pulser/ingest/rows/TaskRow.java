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
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A task in Postgres. Written by telemetry-streams, which owns the table. */
@Entity
@Immutable
@Table(name = "task_queue", schema = "pulser")
@IdClass(TaskRow.Key.class)
class TaskRow {

    @Id
    String company = "";

    @Id
    @Column(name = "task_id")
    String taskId = "";

    @Column(name = "task_type")
    @Nullable
    String taskType;

    @Nullable
    Short priority;

    @Column(name = "assigned_agent")
    @Nullable
    String agent;

    String status = "";

    @Nullable
    String payload;

    @Nullable
    String requester;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "completed_at")
    @Nullable
    Instant completedAt;

    int attempt;

    int seq;

    @Nullable
    String result;

    @Column(name = "error_code")
    @Nullable
    String errorCode;

    @Column(name = "error_message")
    @Nullable
    String errorMessage;

    @Nullable
    Instant deadline;

    @Column(name = "asked_agent")
    @Nullable
    String askedAgent;

    @Column(name = "timeout_ms")
    @Nullable
    Long timeoutMillis;

    @Column(name = "line_index")
    @Nullable
    Long lineIndex;

    @Column(name = "retry_at")
    @Nullable
    Instant retryAt;

    @Column(name = "cancel_requested_at")
    @Nullable
    Instant cancelRequestedAt;

    @Column(name = "input_tokens")
    long inputTokens;

    @Column(name = "output_tokens")
    long outputTokens;

    @Column(name = "cost_micros")
    long costMicros;

    /** Identifies a row. */
    record Key(String company, String taskId) implements Serializable {}

    StoredTask stored() {
        return new StoredTask(
                snapshot(),
                deadline,
                askedAgent == null ? null : new AgentName(askedAgent),
                timeoutMillis == null ? null : Duration.ofMillis(timeoutMillis));
    }

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
                result,
                errorCode,
                errorMessage,
                payload,
                requester,
                new TaskPlace(lineIndex, retryAt, cancelRequestedAt),
                new Usage(inputTokens, outputTokens, costMicros));
    }
}
