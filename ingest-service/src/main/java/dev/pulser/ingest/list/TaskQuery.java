// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.rows.TaskFilter;
import dev.pulser.ingest.rows.TaskFilter.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /api/v1/tasks}, strictly: what is not known is refused, not ignored. */
final class TaskQuery {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;
    static final int MAX_TEXT_CHARS = 200;

    private static final List<String> FILTERS = List.of("status", "agent", "priority", "type", "from", "to", "text");
    private static final List<String> PAGING = List.of("limit", "cursor");
    private static final String STATES = Arrays.stream(TaskState.values())
            .filter(state -> state != TaskState.ACCEPTED)
            .map(TaskState::wireName)
            .collect(Collectors.joining(", "));
    private static final String NAME = "a letter followed by up to 63 of a-z, 0-9, _ and -";

    private final Map<String, String> values = new TreeMap<>();

    private TaskQuery() {}

    /** @throws ProblemException that names the parameter and what it may be */
    static TaskQuery of(Map<String, List<String>> parameters) {
        var query = new TaskQuery();
        parameters.forEach((name, given) -> {
            if (!FILTERS.contains(name) && !PAGING.contains(name)) {
                throw filterInvalid("%s is not a filter; those are %s, and limit and cursor for the page"
                        .formatted(TaskRules.shown(name), String.join(", ", FILTERS)));
            }
            if (given.size() != 1 || given.getFirst().isEmpty()) {
                throw PAGING.contains(name)
                        ? pageInvalid("%s must be given once, with a value".formatted(name))
                        : filterInvalid("%s must be given once, with a value".formatted(name));
            }
            query.values.put(name, given.getFirst());
        });
        return query;
    }

    /** The filters alone: what a cursor belongs to. */
    String filters() {
        return values.entrySet().stream()
                .filter(entry -> FILTERS.contains(entry.getKey()))
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining("&"));
    }

    /** @throws ProblemException that names the parameter and what it may be */
    TaskFilter filter(Company company, PageCursor cursors) {
        return new TaskFilter(
                read("status", "one of " + STATES, TaskQuery::state),
                read("agent", NAME, value -> Names.isValid(value) ? new AgentName(value) : null),
                read(
                        "priority",
                        "one of " + Priority.ALL,
                        value -> Priority.parse(value).orElse(null)),
                read("type", NAME, value -> Names.isValid(value) ? new TaskType(value) : null),
                read("from", "a time with its zone, such as 2026-01-31T12:00:00Z", TaskQuery::time),
                read("to", "a time with its zone, such as 2026-01-31T12:00:00Z", TaskQuery::time),
                read("text", "1 to %d characters without U+0000".formatted(MAX_TEXT_CHARS), TaskQuery::text),
                limit(),
                position(company, cursors));
    }

    private <T> @Nullable T read(String name, String form, Function<String, @Nullable T> reading) {
        var value = values.get(name);
        if (value == null) {
            return null;
        }
        var read = reading.apply(value);
        if (read == null) {
            throw filterInvalid("%s is %s, it must be %s".formatted(name, TaskRules.shown(value), form));
        }
        return read;
    }

    private static @Nullable TaskState state(String value) {
        return TaskState.parse(value)
                .filter(state -> state != TaskState.ACCEPTED)
                .orElse(null);
    }

    private static @Nullable Instant time(String value) {
        try {
            var time = OffsetDateTime.parse(value);
            return time.getYear() >= 1970 && time.getYear() <= 9999 ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String text(String value) {
        return value.length() <= MAX_TEXT_CHARS && value.indexOf('\0') < 0 ? value : null;
    }

    private int limit() {
        var value = values.getOrDefault("limit", Integer.toString(DEFAULT_LIMIT));
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MAX_LIMIT) {
            throw pageInvalid("limit is %s, it must be from 1 to %d".formatted(TaskRules.shown(value), MAX_LIMIT));
        }
        return Integer.parseInt(value);
    }

    private @Nullable Position position(Company company, PageCursor cursors) {
        var value = values.get("cursor");
        if (value == null) {
            return null;
        }
        return cursors.read(company, filters(), value)
                .orElseThrow(
                        () -> pageInvalid(
                                "cursor must be the next_cursor of the page before, with the same filters; leave it out to begin"));
    }

    private static ProblemException filterInvalid(String detail) {
        return new ProblemException(Problem.of(ProblemType.FILTER_INVALID, detail));
    }

    private static ProblemException pageInvalid(String detail) {
        return new ProblemException(Problem.of(ProblemType.PAGE_INVALID, detail));
    }
}
