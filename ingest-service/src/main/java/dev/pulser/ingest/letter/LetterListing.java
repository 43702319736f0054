// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.page.LetterCursor;
import dev.pulser.ingest.rows.letter.StoredLetters;
import dev.pulser.ingest.status.StatusProblems;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Reads pages of dead letters. Safe from any thread. */
@Singleton
public final class LetterListing {

    private final StoredLetters stored;
    private final LetterCursor cursors;

    @Inject
    LetterListing(StoredLetters stored, LetterCursor cursors) {
        this.stored = stored;
        this.cursors = cursors;
    }

    /**
     * One page.
     *
     * @param parameters filters, {@code limit} and {@code cursor}, as a query has them
     * @throws dev.pulser.ingest.problem.ProblemException where a parameter is wrong, or the store does not answer
     */
    public LetterPage page(Company company, Map<String, List<String>> parameters) {
        var query = LetterQuery.of(parameters);
        var filter = query.filter(company, cursors);
        var found = StatusProblems.answered(stored.list(company, filter));
        var shown = found.subList(0, Math.min(filter.limit(), found.size()));
        return new LetterPage(
                shown.stream().map(LetterView::listed).toList(),
                found.size() > filter.limit()
                        ? cursors.write(
                                company, query.filters(), shown.getLast().position())
                        : null);
    }
}
