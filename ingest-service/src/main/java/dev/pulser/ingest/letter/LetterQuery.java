// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.page.FilterQuery;
import dev.pulser.ingest.page.LetterCursor;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.rows.letter.LetterFilter;
import dev.pulser.ingest.rows.letter.LetterFilter.Needs;
import dev.pulser.ingest.rows.letter.LetterState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /api/v1/dead-letters}. */
record LetterQuery(FilterQuery query) {

    static final int MAX_CODE_CHARS = 100;
    static final String CODE = "1 to %d characters".formatted(MAX_CODE_CHARS);
    static final String STATES = "open, replayed or dropped";

    private static final List<String> FILTERS = List.of("agent", "type", "code", "state", "from", "to");

    /** @throws ProblemException that names the parameter and what it may be */
    static LetterQuery of(Map<String, List<String>> parameters) {
        return new LetterQuery(FilterQuery.of(FILTERS, parameters));
    }

    /** @throws ProblemException that names the parameter and what it may be */
    LetterFilter filter(Company company, LetterCursor cursors) {
        return new LetterFilter(
                null,
                query.agent(),
                query.type(),
                query.read("code", CODE, LetterQuery::code),
                query.read("state", STATES, value -> LetterState.parse(value).orElse(null)),
                query.time("from"),
                query.time("to"),
                Needs.ANY,
                false,
                query.limit(),
                query.position(cursor -> cursors.read(company, filters(), cursor)));
    }

    /** What a cursor belongs to. */
    String filters() {
        return "letters|" + query.filters();
    }

    static @Nullable String code(String value) {
        return !value.isEmpty() && value.length() <= MAX_CODE_CHARS && value.indexOf('\0') < 0 ? value : null;
    }
}
