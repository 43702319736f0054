// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.cache.CachedDigests;
import dev.pulser.ingest.known.Lookup.Found;
import dev.pulser.ingest.rows.StoredTasks;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Tells Redis when a Pulser is new: while there are no tasks, Redis cannot have lost a claim of one, so from then on it
 * may be believed alone. Asks from a thread of its own until both stores have answered once.
 */
@Singleton
final class FirstTasks {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final StoredTasks stored;
    private final CachedDigests cached;

    @Inject
    FirstTasks(StoredTasks stored, CachedDigests cached) {
        this.stored = stored;
        this.cached = cached;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("first-tasks").start(() -> {
            try {
                while (!settled(Company.DEFAULT)) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean settled(Company company) {
        return stored.isEmpty(company) instanceof Found<Boolean>(var empty) && (!empty || cached.beginsNow(company));
    }
}
