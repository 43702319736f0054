// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.paging;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Query parameters of a list, validated strictly: unknown and repeated parameters are rejected. */
public final class ListQuery {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /** Format of agent names, task types and server names, for error messages. */
    public static final String NAME = "a letter followed by up to 63 characters of a-z, 0-9, _ and -";

    /** Format of times, for error messages. */
    public static final String TIME = "a time with a zone, such as 2030-01-31T12:00:00Z";

    private static final List<String> PAGING = List.of("limit", "cursor");

    private final List<String> filters;
    private final Map<String, List<String>> values = new TreeMap<>();

    private ListQuery(List<String> filters) {
        this.filters = filters;
    }

    /**
     * Validates the parameters.
     *
     * @param filters    accepted filters, besides {@code limit} and {@code cursor}
     * @param repeatable filters that may occur several times
     * @throws ProblemException if a parameter is unknown, empty or repeated
     */
    public static ListQuery of(List<String> filters, Set<String> repeatable, Map<String, List<String>> parameters) {
        var query = new ListQuery(filters);
        parameters.forEach((name, given) -> {
            if (!filters.contains(name) && !PAGING.contains(name)) {
                throw invalidFilter("%s is not a known filter. Known filters: %s."
                        .formatted(Excerpt.escaped(name), String.join(", ", filters)));
            }
            if (given.stream().anyMatch(String::isEmpty) || (given.size() != 1 && !repeatable.contains(name))) {
                var detail = "%s must occur once and have a value.".formatted(name);
                throw PAGING.contains(name) ? invalidPage(detail) : invalidFilter(detail);
            }
            query.values.put(name, given);
        });
        return query;
    }

    /** Returns the filters in canonical form; a cursor is valid only for the filters that it was issued for. */
    public String filters() {
        return values.entrySet().stream()
                .filter(entry -> filters.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream().sorted().map(value -> entry.getKey() + '=' + value))
                .collect(Collectors.joining("&"));
    }

    /**
     * Returns a filter as {@code parser} converts it; null when it is absent.
     *
     * @param format expected format, quoted in the error
     * @param parser returns null for a value that does not have that format
     */
    public <T> @Nullable T read(String name, String format, Function<String, @Nullable T> parser) {
        var given = values.get(name);
        if (given == null) {
            return null;
        }
        var value = given.getFirst();
        var parsed = parser.apply(value);
        if (parsed == null) {
            throw invalidFilter("%s must be %s. It is %s.".formatted(name, format, Excerpt.escaped(value)));
        }
        return parsed;
    }

    /** Returns all values of a repeatable filter. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public @Nullable AgentName agent() {
        return read("agent", NAME, value -> Names.isValid(value) ? new AgentName(value) : null);
    }

    public @Nullable TaskType type() {
        return read("type", NAME, value -> Names.isValid(value) ? new TaskType(value) : null);
    }

    public @Nullable Instant time(String name) {
        return read(name, TIME, ListQuery::parseTime);
    }

    /** Parses a time with a zone in the years 1970 to 9999; returns null for anything else. */
    public static @Nullable Instant parseTime(String value) {
        try {
            var time = OffsetDateTime.parse(value);
            return time.getYear() >= 1970 && time.getYear() <= 9999 ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    public int limit() {
        var value = values.getOrDefault("limit", List.of(Integer.toString(DEFAULT_LIMIT)))
                .getFirst();
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MAX_LIMIT) {
            throw invalidPage(
                    "limit must be an integer from 1 to %d. It is %s.".formatted(MAX_LIMIT, Excerpt.escaped(value)));
        }
        return Integer.parseInt(value);
    }

    /**
     * Returns the position at which the page starts; null for the first page.
     *
     * @param decoder returns empty for a cursor that was not issued for this list
     */
    public <P> @Nullable P position(Function<String, Optional<P>> decoder) {
        var given = values.get("cursor");
        if (given == null) {
            return null;
        }
        return decoder.apply(given.getFirst())
                .orElseThrow(() -> invalidPage(
                        "cursor must be the next_cursor of the previous page, sent with the same filters."));
    }

    /** Creates the exception for an invalid filter. */
    public static ProblemException invalidFilter(String detail) {
        return new ProblemException(Problem.of(ProblemType.FILTER_INVALID, detail));
    }

    private static ProblemException invalidPage(String detail) {
        return new ProblemException(Problem.of(ProblemType.PAGE_INVALID, detail));
    }
}
