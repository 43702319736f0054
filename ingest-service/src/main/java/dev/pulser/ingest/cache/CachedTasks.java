// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.known.TaskSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Tasks in Redis, as telemetry-streams writes them there. Safe from any thread. */
@Singleton
public final class CachedTasks {

    private static final Logger LOG = Logger.getLogger(CachedTasks.class);

    private final RedisCommands redis;

    @Inject
    CachedTasks(RedisCommands redis) {
        this.redis = redis;
    }

    public Lookup<TaskSnapshot> find(Company company, TaskId id) {
        try {
            var fields = redis.hash("pulser:task:%s:%s".formatted(company, id));
            if (fields.isEmpty()) {
                return new Lookup.Absent<>();
            }
            return new CachedTask(company, id, fields)
                    .snapshot()
                    .<Lookup<TaskSnapshot>>map(Lookup.Found::new)
                    .orElseGet(() -> new Lookup.Away<>("Redis has only a part of it"));
        } catch (RedisAway | CircuitBreakerOpenException e) {
            return new Lookup.Away<>("Redis: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            LOG.warnf("task in redis cannot be read task=%s reason=%s", id, e.getMessage());
            return new Lookup.Away<>("Redis holds something that is no task");
        }
    }
}
