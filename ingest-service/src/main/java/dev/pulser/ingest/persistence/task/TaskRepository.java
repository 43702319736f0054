// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.CountedPage;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.PostgresLookup;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.taskcache.TaskEventSummary;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** Tasks in PostgreSQL. Every method returns within about two seconds and never throws. Thread-safe. */
@Singleton
public final class TaskRepository {

    private static final Logger LOG = Logger.getLogger(TaskRepository.class);
    private static final int MAX_WARM_UPS = 3;

    private final FaultTolerantTaskRepository tasks;

    @Inject
    TaskRepository(FaultTolerantTaskRepository tasks) {
        this.tasks = tasks;
    }

    /** Runs each query once in the background, because the first execution exceeds the usual timeout. */
    public void warmUp() {
        Thread.ofVirtual().name("warm-up-postgres").start(() -> {
            for (int i = 1; i <= MAX_WARM_UPS && !isWarm(); i++) {
                LOG.debugf("PostgreSQL warm-up failed attempt=%d", i);
            }
        });
    }

    private boolean isWarm() {
        try {
            tasks.warmUp();
            return true;
        } catch (RuntimeException e) {
            return false; // even the longer timeout may be too short for cold code; a repetition is faster
        }
    }

    public Lookup<TaskSnapshot> find(Company company, TaskId id) {
        return PostgresLookup.one(() -> tasks.find(company, id));
    }

    /** Returns the tasks with these ids that exist. */
    public Lookup<List<StoredTask>> findAll(Company company, Collection<TaskId> ids) {
        return PostgresLookup.all(() -> tasks.findAll(company, ids));
    }

    /** Returns tasks without payload and result, newest first; one more than the limit if there is another page. */
    public Lookup<List<TaskSnapshot>> list(Company company, TaskFilter filter, PageRequest<Position> page) {
        return PostgresLookup.all(() -> tasks.list(company, filter, page));
    }

    /** Returns true when the company has no task at all. */
    public Lookup<Boolean> isEmpty(Company company) {
        var firstRow = new PageRequest<Position>(1, null);
        return PostgresLookup.all(
                () -> tasks.list(company, TaskFilter.ALL, firstRow).isEmpty());
    }

    /** Returns the tasks that can be canceled. */
    public Lookup<CountedPage<TaskSnapshot>> open(Company company, OpenTaskFilter filter, PageRequest<Position> page) {
        return PostgresLookup.all(() -> tasks.open(company, filter, page));
    }

    /** Returns the events of a task, ordered by sequence number. */
    public Lookup<List<TaskEventSummary>> events(Company company, TaskId id) {
        return PostgresLookup.all(() -> tasks.events(company, id));
    }
}
