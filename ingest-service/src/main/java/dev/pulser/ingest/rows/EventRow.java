// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.known.TaskStep;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A task event in Postgres. Written by telemetry-streams, which owns the table. */
@Entity
@Immutable
@Table(name = "task_event", schema = "pulser")
@IdClass(EventRow.Key.class)
class EventRow {

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

    /** Identifies a row. */
    record Key(String company, String taskId, int seq) implements Serializable {}

    TaskStep step() {
        return new TaskStep(
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
