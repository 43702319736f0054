// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.ingest.paging.ListQuery;
import dev.pulser.ingest.paging.TaskCursor;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.task.TaskFilter;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import dev.pulser.ingest.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parsed query of a list of tasks. */
record TaskListQuery(ListQuery query) {

    static final int MAX_TEXT_CHARS = 200;

    private static final List<String> FILTERS =
            List.of("status", "agent", "priority", "type", "label", "from", "to", "text");
    private static final String STATES = Arrays.stream(TaskState.values())
            .filter(state -> state != TaskState.ACCEPTED)
            .map(TaskState::wireName)
            .collect(Collectors.joining(", "));

    /** @throws ProblemException if a parameter is unknown, empty or repeated */
    static TaskListQuery of(Map<String, List<String>> parameters) {
        return new TaskListQuery(ListQuery.of(FILTERS, Set.of("label"), parameters));
    }

    /** @throws ProblemException if a filter is invalid */
    TaskFilter filter() {
        return new TaskFilter(
                query.read("status", "one of " + STATES, TaskListQuery::state),
                query.agent(),
                query.read(
                        "priority",
                        "one of " + Priority.ALL,
                        value -> Priority.parse(value).orElse(null)),
                query.type(),
                labels(),
                new TaskFilter.Created(query.time("from"), query.time("to")),
                query.read(
                        "text", "1 to %d characters without NUL".formatted(MAX_TEXT_CHARS), TaskListQuery::searchText));
    }

    /** @throws ProblemException if the limit or the cursor is invalid */
    PageRequest<Position> page(Company company, TaskCursor cursors) {
        return new PageRequest<>(
                query.limit(), query.position(cursor -> cursors.read(company, query.filters(), cursor)));
    }

    private TaskFilter.Labels labels() {
        var values = new HashMap<String, String>();
        var keys = new ArrayList<String>();
        for (var label : query.all("label")) {
            int equals = label.indexOf('=');
            var key = equals < 0 ? label : label.substring(0, equals);
            if (!TaskRules.isLabelKey(key)) {
                throw ListQuery.invalidFilter("label must be key or key=value with a valid label key. It is %s."
                        .formatted(Excerpt.escaped(label)));
            }
            if (equals < 0) {
                keys.add(key);
                continue;
            }
            var value = label.substring(equals + 1);
            if (value.length() > TaskRules.MAX_LABEL_VALUE_CHARS || value.indexOf('\0') >= 0) {
                throw ListQuery.invalidFilter("The value of label %s must have at most %d characters without NUL."
                        .formatted(key, TaskRules.MAX_LABEL_VALUE_CHARS));
            }
            var other = values.put(key, value);
            if (other != null && !other.equals(value)) {
                throw ListQuery.invalidFilter("label %s must not have two different values.".formatted(key));
            }
        }
        return new TaskFilter.Labels(values, keys);
    }

    private static @Nullable TaskState state(String value) {
        return TaskState.parse(value)
                .filter(state -> state != TaskState.ACCEPTED)
                .orElse(null);
    }

    private static @Nullable String searchText(String value) {
        return value.length() <= MAX_TEXT_CHARS && value.indexOf('\0') < 0 ? value : null;
    }
}
