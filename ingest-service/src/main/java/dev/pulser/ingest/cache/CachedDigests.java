// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.known.Lookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** What was asked for under each idempotency key, over all instances, for 24 hours. Safe from any thread. */
@Singleton
public final class CachedDigests {

    private static final Logger LOG = Logger.getLogger(CachedDigests.class);
    private static final Duration KEPT = Duration.ofHours(24);

    private final RedisCommands redis;

    @Inject
    CachedDigests(RedisCommands redis) {
        this.redis = redis;
    }

    /**
     * Claims each id for its digest, where nobody has before. Found: the digests of those that were claimed already; ids
     * that are not in it are claimed now.
     */
    public Lookup<Map<TaskId, TaskDigest>> claim(Company company, Map<TaskId, TaskDigest> wanted) {
        var values = new HashMap<String, String>();
        wanted.forEach((id, digest) -> values.put(key(company, id), digest.value()));
        try {
            var present = redis.setWhereAbsent(values, KEPT);
            var claimed = new HashMap<TaskId, TaskDigest>();
            for (var id : wanted.keySet()) {
                var digest = present.get(key(company, id));
                if (digest != null) {
                    claimed.put(id, new TaskDigest(digest));
                }
            }
            return new Lookup.Found<>(claimed);
        } catch (RedisAway | CircuitBreakerOpenException e) {
            return new Lookup.Away<>("Redis: " + e.getMessage());
        }
    }

    /** Whether this id was claimed no longer than {@code past} ago, by any instance. */
    public Lookup<Boolean> claimedWithin(Duration past, Company company, TaskId id) {
        try {
            var left = redis.timeLeft(key(company, id));
            return new Lookup.Found<>(left.isPresent() && left.get().compareTo(KEPT.minus(past)) >= 0);
        } catch (RedisAway | CircuitBreakerOpenException e) {
            return new Lookup.Away<>("Redis: " + e.getMessage());
        }
    }

    /** Gives claims back, where Redis can be asked; where not, they pass after their time. */
    public void release(Company company, Collection<TaskId> ids) {
        try {
            redis.delete(ids.stream().map(id -> key(company, id)).toList());
        } catch (RedisAway | CircuitBreakerOpenException e) {
            LOG.warnf("claims of idempotency keys stay for a day count=%d reason=%s", ids.size(), e.getMessage());
        }
    }

    private static String key(Company company, TaskId id) {
        return "pulser:idem:%s:%s".formatted(company, id);
    }
}
