// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.deadletter;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.persistence.CompanyScope;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Position;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Dead-letter queries in a company scope with a timeout of two seconds, a bulkhead and a circuit breaker. */
@Singleton
@Timeout(2_000)
@Bulkhead(16)
@CircuitBreaker(requestVolumeThreshold = 6, failureRatio = 0.6, delay = 2_000, successThreshold = 1)
class FaultTolerantDeadLetterRepository {

    private final CompanyScope scope;
    private final DeadLetterRowRepository rows;

    @Inject
    FaultTolerantDeadLetterRepository(CompanyScope scope, DeadLetterRowRepository rows) {
        this.scope = scope;
        this.rows = rows;
    }

    List<StoredDeadLetter> list(
            Company company, DeadLetterFilter filter, boolean oldestFirst, PageRequest<Position> page) {
        return scope.read(
                company,
                () -> rows.list(company, filter, oldestFirst, page).stream()
                        .map(DeadLetterRow::deadLetter)
                        .toList());
    }

    long count(Company company, DeadLetterFilter filter) {
        return scope.read(company, () -> rows.count(company, filter));
    }
}
