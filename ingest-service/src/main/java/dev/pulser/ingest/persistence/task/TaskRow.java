// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.ingest.persistence.SpecColumns;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Row of a task. Written by telemetry-streams, which owns the table. */
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

    @Embedded
    @Nullable
    SpecColumns spec;

    @Embedded
    TaskColumns.Status status = TaskColumns.Status.NONE;

    @Embedded
    TaskColumns.Times times = TaskColumns.Times.NONE;

    @Embedded
    TaskColumns.@Nullable Failure error;

    @Embedded
    TaskColumns.@Nullable Wait waitState;

    @Embedded
    TaskColumns.Consumption usage = TaskColumns.Consumption.NONE;

    @Nullable
    String payload;

    @Nullable
    String result;

    @Nullable
    Instant deadline;

    /** Primary key. */
    record Key(String company, String taskId) implements Serializable {}

    StoredTask stored() {
        var columns = spec == null ? TaskListRow.NO_SPEC : spec;
        return new StoredTask(
                new TaskListRow(company, taskId, spec, status, times, error, waitState, usage)
                        .snapshot(payload, result),
                deadline,
                columns.agent(),
                columns.timeout());
    }
}
