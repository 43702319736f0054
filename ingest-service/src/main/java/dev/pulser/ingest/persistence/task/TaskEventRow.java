// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.taskcache.TaskEventSummary;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Row of a task event. Written by telemetry-streams, which owns the table. */
@Entity
@Immutable
@Table(name = "task_event", schema = "pulser")
@IdClass(TaskEventRow.Key.class)
class TaskEventRow {

    @Id
    String company = "";

    @Id
    @Column(name = "task_id")
    String taskId = "";

    @Id
    int seq;

    Instant at = Instant.EPOCH;

    String status = "";

    @Nullable
    String agent;

    int attempt;

    int epoch;

    @Nullable
    String code;

    @Nullable
    String reason;

    /** Primary key. */
    record Key(String company, String taskId, int seq) implements Serializable {}

    TaskEventSummary summary() {
        return new TaskEventSummary(
                seq,
                at,
                TaskState.parse(status).orElse(TaskState.QUEUED),
                agent == null ? null : new AgentName(agent),
                attempt,
                epoch,
                code,
                reason);
    }
}
