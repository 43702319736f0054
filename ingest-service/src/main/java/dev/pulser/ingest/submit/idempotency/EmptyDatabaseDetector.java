// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit.idempotency;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.persistence.task.TaskRepository;
import dev.pulser.ingest.redis.IdempotencyKeyClaims;
import dev.pulser.ingest.taskcache.Lookup.Found;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Detector of a new installation. While there are no tasks, Redis cannot have lost a claim, so that it can be trusted from
 * then on. Repeats in the background until PostgreSQL and Redis have answered once.
 */
@Singleton
public final class EmptyDatabaseDetector {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final TaskRepository tasks;
    private final IdempotencyKeyClaims claims;
    private @Nullable Thread thread;

    @Inject
    EmptyDatabaseDetector(TaskRepository tasks, IdempotencyKeyClaims claims) {
        this.tasks = tasks;
        this.claims = claims;
    }

    public void start() {
        thread = Thread.ofVirtual().name("detect-empty-database").start(this::run);
    }

    private void run() {
        try {
            while (!isDone(Company.DEFAULT)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDone(Company company) {
        return tasks.isEmpty(company) instanceof Found<Boolean>(var empty) && (!empty || claims.markEmpty(company));
    }

    public void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
