// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.task.TaskRepository;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.taskcache.TaskCache;
import dev.pulser.ingest.taskcache.TaskCacheEntry;
import dev.pulser.ingest.taskcache.TaskEventSummary;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Reader of task histories: events in PostgreSQL and those that the task cache has seen already. */
@Singleton
final class TaskEventHistoryReader {

    private final TaskCache recent;
    private final TaskRepository stored;

    @Inject
    TaskEventHistoryReader(TaskCache recent, TaskRepository stored) {
        this.recent = recent;
        this.stored = stored;
    }

    Lookup<TaskEventHistory> of(Company company, TaskId id) {
        var known = recent.find(company, id);
        List<TaskEventSummary> seen = known.map(TaskCacheEntry::events).orElse(List.of());
        if (known.isPresent()
                && known.get().isComplete()
                && known.get().snapshot().state().isTerminal()) {
            return new Lookup.Found<>(TaskEventHistory.of(id, List.of(), seen));
        }
        return switch (stored.events(company, id)) {
            case Lookup.Found<List<TaskEventSummary>>(var rows)
            when rows.isEmpty() && known.isEmpty() -> new Lookup.Absent<>();
            case Lookup.Found<List<TaskEventSummary>>(var rows) ->
                new Lookup.Found<>(TaskEventHistory.of(id, rows, seen));
            case Lookup.Absent<List<TaskEventSummary>>() -> new Lookup.Absent<>();
            case Lookup.Unavailable<List<TaskEventSummary>>(var reason) ->
                known.filter(TaskCacheEntry::isComplete).isPresent()
                        ? new Lookup.Found<>(TaskEventHistory.of(id, List.of(), seen))
                        : new Lookup.Unavailable<>(reason);
        };
    }
}
