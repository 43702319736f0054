// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.company.CompanyScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Reads in a company's scope, within two seconds; after a row of failures Postgres is left alone for two. */
@Singleton
@Timeout(2_000)
@Bulkhead(16)
@CircuitBreaker(requestVolumeThreshold = 6, failureRatio = 0.6, delay = 2_000, successThreshold = 1)
class GuardedLetters {

    private final CompanyScope scope;
    private final LetterQueries queries;

    @Inject
    GuardedLetters(CompanyScope scope, LetterQueries queries) {
        this.scope = scope;
        this.queries = queries;
    }

    List<StoredLetter> list(Company company, LetterFilter filter) {
        return scope.read(
                company,
                () -> queries.list(company, filter).stream()
                        .map(LetterRow::letter)
                        .toList());
    }

    long count(Company company, LetterFilter filter) {
        return scope.read(company, () -> queries.count(company, filter));
    }
}
