// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.redis;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.taskcache.Lookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * Digests of the tasks submitted under each idempotency key, shared by all instances through Redis for 24 hours.
 * Thread-safe.
 */
@Singleton
public final class IdempotencyKeyClaims {

    private static final Logger LOG = Logger.getLogger(IdempotencyKeyClaims.class);
    private static final Duration EXPIRY = Duration.ofHours(24);

    private static final Duration MARK_INTERVAL = Duration.ofMinutes(1);

    private final RedisCommands redis;
    private final InstantSource time;
    private volatile Instant marked = Instant.MIN;

    @Inject
    IdempotencyKeyClaims(RedisCommands redis, InstantSource time) {
        this.redis = redis;
        this.time = time;
    }

    /**
     * Claims each task id for its digest unless it is claimed already. Returns the digests of ids that were claimed
     * before; ids that are absent from the result are claimed now.
     */
    public Lookup<Map<TaskId, TaskDigest>> claim(Company company, Map<TaskId, TaskDigest> digests) {
        var values = new HashMap<String, String>();
        digests.forEach((id, digest) -> values.put(key(company, id), digest.value()));
        try {
            mark(company);
            var present = redis.setWhereAbsent(values, EXPIRY);
            var claimed = new HashMap<TaskId, TaskDigest>();
            for (var id : digests.keySet()) {
                var digest = present.get(key(company, id));
                if (digest != null) {
                    claimed.put(id, new TaskDigest(digest));
                }
            }
            return new Lookup.Found<>(claimed);
        } catch (RedisUnavailableException | CircuitBreakerOpenException e) {
            return new Lookup.Unavailable<>("Redis: " + e.getMessage());
        }
    }

    /**
     * Returns true when Redis holds every claim of the last 24 hours: it was not flushed and has evicted nothing. False
     * when Redis is unavailable.
     */
    public boolean isComplete(Company company) {
        try {
            var since = Instant.ofEpochMilli(Long.parseLong(since(company)));
            return !since.isAfter(time.instant().minus(EXPIRY)) && redis.evictedKeys() == 0;
        } catch (RedisUnavailableException | CircuitBreakerOpenException | NumberFormatException e) {
            LOG.debugf("Redis flush state unknown reason=\"%s\"", e.getMessage());
            return false;
        }
    }

    /**
     * Records that this company had no tasks before now, so that no claim can have been lost. Returns true when that
     * was stored.
     */
    public boolean markEmpty(Company company) {
        try {
            redis.set(sinceKey(company), "0");
            return true;
        } catch (RedisUnavailableException | CircuitBreakerOpenException e) {
            return false;
        }
    }

    private void mark(Company company) throws RedisUnavailableException {
        var now = time.instant();
        if (now.isAfter(marked.plus(MARK_INTERVAL))) {
            since(company);
            marked = now;
        }
    }

    /** Returns the time in epoch milliseconds since which no claim was lost. */
    private String since(Company company) throws RedisUnavailableException {
        var now = Long.toString(time.instant().toEpochMilli());
        return redis.setOnce(sinceKey(company), now);
    }

    private static String sinceKey(Company company) {
        return "pulser:idempotency-since:%s".formatted(company);
    }

    /** Returns true when any instance claimed this id within the last {@code past}. */
    public Lookup<Boolean> claimedWithin(Duration past, Company company, TaskId id) {
        try {
            var left = redis.timeLeft(key(company, id));
            return new Lookup.Found<>(left.isPresent() && left.get().compareTo(EXPIRY.minus(past)) >= 0);
        } catch (RedisUnavailableException | CircuitBreakerOpenException e) {
            return new Lookup.Unavailable<>("Redis: " + e.getMessage());
        }
    }

    /** Releases claims. While Redis is unavailable they expire by themselves. */
    public void release(Company company, Collection<TaskId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            redis.delete(ids.stream().map(id -> key(company, id)).toList());
        } catch (RedisUnavailableException | CircuitBreakerOpenException e) {
            LOG.warnf("Idempotency key claims not released count=%d reason=\"%s\"", ids.size(), e.getMessage());
        }
    }

    private static String key(Company company, TaskId id) {
        return "pulser:idempotency:%s:%s".formatted(company, id);
    }
}
