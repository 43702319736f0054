// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.SpecColumns;
import dev.pulser.ingest.taskcache.TaskResult;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import dev.pulser.ingest.taskcache.TaskWaitState;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a task in a list: all but the payload and the result, which are large. The components have the names of the
 * attributes of {@link TaskRow}; a group of columns that are all null is null.
 */
public record TaskListRow(
        String company,
        String taskId,
        @Nullable SpecColumns spec,
        TaskColumns.Status status,
        TaskColumns.Times times,
        TaskColumns.@Nullable Failure error,
        TaskColumns.@Nullable Wait waitState,
        TaskColumns.Consumption usage) {

    static final SpecColumns NO_SPEC = new SpecColumns(null, null, null, null, null, null);

    TaskSnapshot snapshot() {
        return snapshot(null, null);
    }

    TaskSnapshot snapshot(@Nullable String payload, @Nullable String result) {
        return new TaskSnapshot(
                new TaskId(taskId),
                new Company(company),
                (spec == null ? NO_SPEC : spec).submitted(payload),
                status.status(),
                times.times(),
                new TaskResult(result, error == null ? null : error.code(), error == null ? null : error.message()),
                waitState == null ? TaskWaitState.NONE : waitState.state(),
                usage.usage());
    }
}
