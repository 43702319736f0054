// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.known.TaskSnapshot;
import dev.pulser.ingest.page.TaskCursor;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.rows.StoredTasks;
import dev.pulser.ingest.rows.TaskFilter.Position;
import dev.pulser.ingest.status.StatusProblems;
import dev.pulser.ingest.status.TaskView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Reads pages of tasks. Safe from any thread. */
@Singleton
public final class TaskListing {

    private final StoredTasks stored;
    private final TaskCursor cursors;

    @Inject
    TaskListing(StoredTasks stored, TaskCursor cursors) {
        this.stored = stored;
        this.cursors = cursors;
    }

    /**
     * One page.
     *
     * @param parameters filters, {@code limit} and {@code cursor}, as a query has them
     * @throws ProblemException where a parameter is wrong, or the store does not answer
     */
    public TaskPage page(Company company, Map<String, List<String>> parameters) {
        var query = TaskQuery.of(parameters);
        var filter = query.filter(company, cursors);
        return switch (stored.list(company, filter)) {
            case Lookup.Found<List<TaskSnapshot>>(var tasks) -> page(company, query, tasks, filter.limit());
            case Lookup.Absent<List<TaskSnapshot>>() -> new TaskPage(List.of(), null);
            case Lookup.Away<List<TaskSnapshot>>(var reason) -> throw new ProblemException(StatusProblems.away(reason));
        };
    }

    private TaskPage page(Company company, TaskQuery query, List<TaskSnapshot> tasks, int limit) {
        var shown = tasks.subList(0, Math.min(limit, tasks.size()));
        return new TaskPage(
                shown.stream().map(TaskView::of).toList(),
                tasks.size() > limit ? after(company, query, shown.getLast()) : null);
    }

    private String after(Company company, TaskQuery query, TaskSnapshot last) {
        return cursors.write(company, query.filters(), new Position(last.createdAt(), last.id()));
    }
}
