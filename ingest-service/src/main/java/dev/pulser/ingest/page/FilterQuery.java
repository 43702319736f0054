// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.page;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of a list, strictly: what is not known is refused, not ignored. */
public final class FilterQuery {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /** How agents and task types are called. */
    public static final String NAME = "a letter followed by up to 63 of a-z, 0-9, _ and -";

    private static final List<String> PAGING = List.of("limit", "cursor");

    private final List<String> filters;
    private final Map<String, String> values = new TreeMap<>();

    private FilterQuery(List<String> filters) {
        this.filters = filters;
    }

    /** @throws ProblemException that names the parameter and what it may be */
    public static FilterQuery of(List<String> filters, Map<String, List<String>> parameters) {
        var query = new FilterQuery(filters);
        parameters.forEach((name, given) -> {
            if (!filters.contains(name) && !PAGING.contains(name)) {
                throw filterInvalid("%s is not a filter; those are %slimit and cursor for the page"
                        .formatted(
                                TaskRules.shown(name), filters.isEmpty() ? "" : String.join(", ", filters) + ", and "));
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
    public String filters() {
        return values.entrySet().stream()
                .filter(entry -> filters.contains(entry.getKey()))
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining("&"));
    }

    /** One filter; null where it is not given. {@code reading} answers null for what is not of the {@code form}. */
    public <T> @Nullable T read(String name, String form, Function<String, @Nullable T> reading) {
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

    public @Nullable AgentName agent() {
        return read("agent", NAME, value -> Names.isValid(value) ? new AgentName(value) : null);
    }

    public @Nullable TaskType type() {
        return read("type", NAME, value -> Names.isValid(value) ? new TaskType(value) : null);
    }

    public @Nullable Instant time(String name) {
        return read(name, "a time with its zone, such as 2026-01-31T12:00:00Z", FilterQuery::parsedTime);
    }

    /** A time with its zone, of the years 1970 to 9999; null for anything else. */
    public static @Nullable Instant parsedTime(String value) {
        try {
            var time = OffsetDateTime.parse(value);
            return time.getYear() >= 1970 && time.getYear() <= 9999 ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    public int limit() {
        var value = values.getOrDefault("limit", Integer.toString(DEFAULT_LIMIT));
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MAX_LIMIT) {
            throw pageInvalid("limit is %s, it must be from 1 to %d".formatted(TaskRules.shown(value), MAX_LIMIT));
        }
        return Integer.parseInt(value);
    }

    /** Where the page before ended; null on the first. {@code reading} answers empty for a cursor of somebody else's. */
    public <P> @Nullable P position(Function<String, Optional<P>> reading) {
        var value = values.get("cursor");
        if (value == null) {
            return null;
        }
        return reading.apply(value)
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
