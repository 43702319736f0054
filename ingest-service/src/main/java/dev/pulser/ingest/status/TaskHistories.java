// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.known.RecentTask;
import dev.pulser.ingest.known.RecentTasks;
import dev.pulser.ingest.known.TaskStep;
import dev.pulser.ingest.rows.StoredTasks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The steps of a task: those in Postgres, and those which memory has seen already. */
@Singleton
final class TaskHistories {

    private final RecentTasks recent;
    private final StoredTasks stored;

    @Inject
    TaskHistories(RecentTasks recent, StoredTasks stored) {
        this.recent = recent;
        this.stored = stored;
    }

    Lookup<TaskHistory> of(Company company, TaskId id) {
        var known = recent.find(company, id);
        List<TaskStep> seen = known.map(RecentTask::steps).orElse(List.of());
        if (known.isPresent()
                && known.get().isComplete()
                && known.get().snapshot().state().isTerminal()) {
            return new Lookup.Found<>(TaskHistory.of(id, List.of(), seen));
        }
        return switch (stored.events(company, id)) {
            case Lookup.Found<List<TaskStep>>(var rows) when rows.isEmpty() && known.isEmpty() -> new Lookup.Absent<>();
            case Lookup.Found<List<TaskStep>>(var rows) -> new Lookup.Found<>(TaskHistory.of(id, rows, seen));
            case Lookup.Absent<List<TaskStep>>() -> new Lookup.Absent<>();
            case Lookup.Away<List<TaskStep>>(var reason) ->
                known.filter(RecentTask::isComplete).isPresent()
                        ? new Lookup.Found<>(TaskHistory.of(id, List.of(), seen))
                        : new Lookup.Away<>(reason);
        };
    }
}
