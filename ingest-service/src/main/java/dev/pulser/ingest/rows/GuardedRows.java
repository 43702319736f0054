// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.company.CompanyScope;
import dev.pulser.ingest.known.TaskSnapshot;
import dev.pulser.ingest.known.TaskStep;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Reads in a company's scope, within two seconds; after a row of failures Postgres is left alone for two. */
@Singleton
@Timeout(2_000)
@Bulkhead(64)
@CircuitBreaker(requestVolumeThreshold = 6, failureRatio = 0.6, delay = 2_000, successThreshold = 1)
class GuardedRows {

    private final CompanyScope scope;
    private final RowQueries queries;

    @Inject
    GuardedRows(CompanyScope scope, RowQueries queries) {
        this.scope = scope;
        this.queries = queries;
    }

    @Timeout(30_000)
    void warmUp() {
        var nothing = new TaskId("tsk_" + "0".repeat(32));
        scope.read(Company.DEFAULT, () -> {
            queries.find(Company.DEFAULT, List.of(nothing));
            queries.events(Company.DEFAULT, nothing);
            return queries.list(Company.DEFAULT, TaskFilter.first(1));
        });
    }

    Optional<TaskSnapshot> find(Company company, TaskId id) {
        return scope.read(company, () -> queries.find(company, id).map(TaskRow::snapshot));
    }

    List<StoredTask> findAll(Company company, Collection<TaskId> ids) {
        return scope.read(
                company,
                () -> queries.find(company, ids).stream().map(TaskRow::stored).toList());
    }

    List<TaskSnapshot> list(Company company, TaskFilter filter) {
        return scope.read(
                company,
                () -> queries.list(company, filter).stream()
                        .map(ListedRow::snapshot)
                        .toList());
    }

    OpenTasks open(Company company, OpenFilter filter) {
        return scope.read(company, () -> queries.open(company, filter));
    }

    List<TaskStep> events(Company company, TaskId id) {
        return scope.read(
                company,
                () -> queries.events(company, id).stream().map(EventRow::step).toList());
    }
}
