// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.paging.TaskCursor;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import dev.pulser.ingest.persistence.task.TaskRepository;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.status.TaskProblems;
import dev.pulser.ingest.status.TaskView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Reader of pages of tasks. Thread-safe. */
@Singleton
public final class TaskListing {

    private final TaskRepository tasks;
    private final TaskCursor cursors;

    @Inject
    TaskListing(TaskRepository tasks, TaskCursor cursors) {
        this.tasks = tasks;
        this.cursors = cursors;
    }

    /**
     * Returns one page.
     *
     * @param parameters filters, {@code limit} and {@code cursor}
     * @throws ProblemException if a parameter is invalid, or the store is unavailable
     */
    public TaskPage page(Company company, Map<String, List<String>> parameters) {
        var query = TaskListQuery.of(parameters);
        var page = query.page(company, cursors);
        var found = TaskProblems.requireAvailable(tasks.list(company, query.filter(), page));
        var shown = found.subList(0, Math.min(page.limit(), found.size()));
        if (found.size() <= page.limit()) {
            return new TaskPage(shown.stream().map(TaskView::of).toList(), null);
        }
        var last = shown.getLast();
        return new TaskPage(
                shown.stream().map(TaskView::of).toList(),
                cursors.write(company, query.query().filters(), new Position(last.createdAt(), last.id())));
    }
}
