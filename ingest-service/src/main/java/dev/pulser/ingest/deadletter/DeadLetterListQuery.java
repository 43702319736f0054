// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.paging.DeadLetterCursor;
import dev.pulser.ingest.paging.ListQuery;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Contents;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Position;
import dev.pulser.ingest.persistence.deadletter.DeadLetterState;
import dev.pulser.ingest.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parsed query of a list of dead letters. */
public record DeadLetterListQuery(ListQuery query) {

    public static final int MAX_CODE_CHARS = 100;

    /** Format of error codes, for error messages. */
    public static final String CODE = "1 to %d characters".formatted(MAX_CODE_CHARS);

    private static final List<String> FILTERS = List.of("agent", "type", "code", "state", "from", "to");

    /** @throws ProblemException if a parameter is unknown, empty or repeated */
    static DeadLetterListQuery of(Map<String, List<String>> parameters) {
        return new DeadLetterListQuery(ListQuery.of(FILTERS, Set.of(), parameters));
    }

    /** @throws ProblemException if a filter is invalid */
    DeadLetterFilter filter() {
        return new DeadLetterFilter(
                null,
                query.agent(),
                query.type(),
                query.read("code", CODE, DeadLetterListQuery::parseCode),
                query.read(
                        "state",
                        "open, replayed or dropped",
                        value -> DeadLetterState.parse(value).orElse(null)),
                query.time("from"),
                query.time("to"),
                Contents.ANY);
    }

    /** @throws ProblemException if the limit or the cursor is invalid */
    PageRequest<Position> page(Company company, DeadLetterCursor cursors) {
        return new PageRequest<>(query.limit(), query.position(cursor -> cursors.read(company, filters(), cursor)));
    }

    /** Returns the filters in canonical form, for cursors. */
    String filters() {
        return "dead-letters|" + query.filters();
    }

    /** Parses an error code; returns null if it is invalid. */
    public static @Nullable String parseCode(String value) {
        return !value.isEmpty() && value.length() <= MAX_CODE_CHARS && value.indexOf('\0') < 0 ? value : null;
    }
}
