// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.page.FilterQuery;
import dev.pulser.ingest.page.TaskCursor;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.rows.TaskFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /api/v1/tasks}. */
final class TaskQuery {

    static final int MAX_TEXT_CHARS = 200;

    private static final List<String> FILTERS = List.of("status", "agent", "priority", "type", "from", "to", "text");
    private static final String STATES = Arrays.stream(TaskState.values())
            .filter(state -> state != TaskState.ACCEPTED)
            .map(TaskState::wireName)
            .collect(Collectors.joining(", "));

    private final FilterQuery query;

    private TaskQuery(FilterQuery query) {
        this.query = query;
    }

    /** @throws ProblemException that names the parameter and what it may be */
    static TaskQuery of(Map<String, List<String>> parameters) {
        return new TaskQuery(FilterQuery.of(FILTERS, parameters));
    }

    /** The filters alone: what a cursor belongs to. */
    String filters() {
        return query.filters();
    }

    /** @throws ProblemException that names the parameter and what it may be */
    TaskFilter filter(Company company, TaskCursor cursors) {
        return new TaskFilter(
                query.read("status", "one of " + STATES, TaskQuery::state),
                query.agent(),
                query.read(
                        "priority",
                        "one of " + Priority.ALL,
                        value -> Priority.parse(value).orElse(null)),
                query.type(),
                query.time("from"),
                query.time("to"),
                query.read("text", "1 to %d characters without U+0000".formatted(MAX_TEXT_CHARS), TaskQuery::text),
                query.limit(),
                query.position(cursor -> cursors.read(company, query.filters(), cursor)));
    }

    private static @Nullable TaskState state(String value) {
        return TaskState.parse(value)
                .filter(state -> state != TaskState.ACCEPTED)
                .orElse(null);
    }

    private static @Nullable String text(String value) {
        return value.length() <= MAX_TEXT_CHARS && value.indexOf('\0') < 0 ? value : null;
    }
}
