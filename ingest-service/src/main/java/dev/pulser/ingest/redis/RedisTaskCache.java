// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.redis;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Tasks in Redis, written there by telemetry-streams. Thread-safe. */
@Singleton
public final class RedisTaskCache {

    private static final Logger LOG = Logger.getLogger(RedisTaskCache.class);

    private final RedisCommands redis;

    @Inject
    RedisTaskCache(RedisCommands redis) {
        this.redis = redis;
    }

    public Lookup<TaskSnapshot> find(Company company, TaskId id) {
        try {
            var fields = redis.hash("pulser:task:%s:%s".formatted(company, id));
            if (fields.isEmpty()) {
                return new Lookup.Absent<>();
            }
            return new RedisTaskHash(company, id, fields)
                    .snapshot()
                    .<Lookup<TaskSnapshot>>map(Lookup.Found::new)
                    .orElseGet(() -> new Lookup.Unavailable<>("Redis holds only a part of the task"));
        } catch (RedisUnavailableException | CircuitBreakerOpenException e) {
            return new Lookup.Unavailable<>("Redis: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            LOG.warnf("Task in Redis is malformed task=%s reason=\"%s\"", id, e.getMessage());
            return new Lookup.Unavailable<>("Redis holds a malformed task");
        }
    }
}
