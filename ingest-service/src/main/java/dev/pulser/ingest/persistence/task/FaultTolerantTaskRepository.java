// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.CompanyScope;
import dev.pulser.ingest.persistence.CountedPage;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import dev.pulser.ingest.taskcache.TaskEventSummary;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Task queries in a company scope with a timeout of two seconds, a bulkhead and a circuit breaker. */
@Singleton
@Timeout(2_000)
@Bulkhead(64)
@CircuitBreaker(requestVolumeThreshold = 6, failureRatio = 0.6, delay = 2_000, successThreshold = 1)
class FaultTolerantTaskRepository {

    private final CompanyScope scope;
    private final TaskRowRepository rows;

    @Inject
    FaultTolerantTaskRepository(CompanyScope scope, TaskRowRepository rows) {
        this.scope = scope;
        this.rows = rows;
    }

    @Timeout(30_000)
    void warmUp() {
        var unused = new TaskId("tsk_" + "0".repeat(32));
        scope.read(Company.DEFAULT, () -> {
            rows.find(Company.DEFAULT, List.of(unused));
            rows.events(Company.DEFAULT, unused);
            return rows.list(Company.DEFAULT, TaskFilter.ALL, new PageRequest<>(1, null));
        });
    }

    Optional<TaskSnapshot> find(Company company, TaskId id) {
        return scope.read(
                company, () -> rows.find(company, id).map(row -> row.stored().snapshot()));
    }

    List<StoredTask> findAll(Company company, Collection<TaskId> ids) {
        return scope.read(
                company,
                () -> rows.find(company, ids).stream().map(TaskRow::stored).toList());
    }

    List<TaskSnapshot> list(Company company, TaskFilter filter, PageRequest<Position> page) {
        return scope.read(
                company,
                () -> rows.list(company, filter, page).stream()
                        .map(TaskListRow::snapshot)
                        .toList());
    }

    CountedPage<TaskSnapshot> open(Company company, OpenTaskFilter filter, PageRequest<Position> page) {
        return scope.read(company, () -> rows.open(company, filter, page));
    }

    List<TaskEventSummary> events(Company company, TaskId id) {
        return scope.read(
                company,
                () -> rows.events(company, id).stream()
                        .map(TaskEventRow::summary)
                        .toList());
    }
}
