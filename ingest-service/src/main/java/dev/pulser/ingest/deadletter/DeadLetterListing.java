// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.paging.DeadLetterCursor;
import dev.pulser.ingest.persistence.deadletter.DeadLetterRepository;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.status.TaskProblems;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Reader of pages of dead letters. Thread-safe. */
@Singleton
public final class DeadLetterListing {

    private final DeadLetterRepository deadLetters;
    private final DeadLetterCursor cursors;

    @Inject
    DeadLetterListing(DeadLetterRepository deadLetters, DeadLetterCursor cursors) {
        this.deadLetters = deadLetters;
        this.cursors = cursors;
    }

    /**
     * Returns one page.
     *
     * @param parameters filters, {@code limit} and {@code cursor}
     * @throws ProblemException if a parameter is invalid, or the store is unavailable
     */
    public DeadLetterPage page(Company company, Map<String, List<String>> parameters) {
        var query = DeadLetterListQuery.of(parameters);
        var page = query.page(company, cursors);
        var found = TaskProblems.requireAvailable(deadLetters.newestFirst(company, query.filter(), page));
        var shown = found.subList(0, Math.min(page.limit(), found.size()));
        var next = found.size() > page.limit()
                ? cursors.write(company, query.filters(), shown.getLast().position())
                : null;
        return new DeadLetterPage(shown.stream().map(DeadLetterView::summary).toList(), next);
    }
}
