// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.known.TaskSnapshot;
import dev.pulser.ingest.known.TaskStep;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** Tasks in Postgres. Answers within about two seconds, or that it is away. Safe from any thread. */
@Singleton
public final class StoredTasks {

    private static final Logger LOG = Logger.getLogger(StoredTasks.class);
    private static final int WARM_UPS = 3;

    private final GuardedRows rows;

    @Inject
    StoredTasks(GuardedRows rows) {
        this.rows = rows;
    }

    /** The first question takes longer than any later one may; so nobody asks it. */
    void warmUp(@Observes StartupEvent event) {
        Thread.ofVirtual().name("warm-up-postgres").start(() -> {
            for (int i = 0; i < WARM_UPS && !isWarm(); i++) {
                LOG.debugf("postgres did not answer yet attempt=%d", i);
            }
        });
    }

    private boolean isWarm() {
        try {
            rows.warmUp();
            return true;
        } catch (RuntimeException e) {
            return false; // Cold code is slow too: the second time it may pass.
        }
    }

    public Lookup<TaskSnapshot> find(Company company, TaskId id) {
        return PostgresAnswers.one(() -> rows.find(company, id));
    }

    /** Those of these ids that are there. */
    public Lookup<List<StoredTask>> findAll(Company company, Collection<TaskId> ids) {
        return PostgresAnswers.all(() -> rows.findAll(company, ids));
    }

    /** Newest first; one more than the limit where there are more. Without payloads and results. */
    public Lookup<List<TaskSnapshot>> list(Company company, TaskFilter filter) {
        return PostgresAnswers.all(() -> rows.list(company, filter));
    }

    /** Whether this company has no task at all. */
    public Lookup<Boolean> isEmpty(Company company) {
        return PostgresAnswers.all(() -> rows.list(company, TaskFilter.first(1)).isEmpty());
    }

    /** Those that can still be cancelled. */
    public Lookup<OpenTasks> open(Company company, OpenFilter filter) {
        return PostgresAnswers.all(() -> rows.open(company, filter));
    }

    /** In the order of their seq. */
    public Lookup<List<TaskStep>> events(Company company, TaskId id) {
        return PostgresAnswers.all(() -> rows.events(company, id));
    }
}
