// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.known.Lookup;
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

/** What was asked for under each idempotency key, over all instances, for 24 hours. Safe from any thread. */
@Singleton
public final class CachedDigests {

    private static final Logger LOG = Logger.getLogger(CachedDigests.class);
    private static final Duration KEPT = Duration.ofHours(24);

    private static final Duration MARKED_EVERY = Duration.ofMinutes(1);

    private final RedisCommands redis;
    private final InstantSource time;
    private volatile Instant marked = Instant.MIN;

    @Inject
    CachedDigests(RedisCommands redis, InstantSource time) {
        this.redis = redis;
        this.time = time;
    }

    /**
     * Claims each id for its digest, where nobody has before. Found: the digests of those that were claimed already; ids
     * that are not in it are claimed now.
     */
    public Lookup<Map<TaskId, TaskDigest>> claim(Company company, Map<TaskId, TaskDigest> wanted) {
        var values = new HashMap<String, String>();
        wanted.forEach((id, digest) -> values.put(key(company, id), digest.value()));
        try {
            mark(company);
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

    /**
     * Whether Redis has kept every claim of the last 24 hours: it was not emptied, and has dropped nothing for want of
     * memory. False where it does not answer.
     */
    public boolean isWhole(Company company) {
        try {
            var since = Instant.ofEpochMilli(Long.parseLong(since(company)));
            return !since.isAfter(time.instant().minus(KEPT)) && redis.dropped() == 0;
        } catch (RedisAway | CircuitBreakerOpenException | NumberFormatException e) {
            LOG.debugf("whether redis was emptied is not known reason=%s", e.getMessage());
            return false;
        }
    }

    /** Notes that this company had no tasks before now, so there is nothing Redis could have lost. Whether it was noted. */
    public boolean beginsNow(Company company) {
        try {
            redis.set(sinceKey(company), "0");
            return true;
        } catch (RedisAway | CircuitBreakerOpenException e) {
            return false;
        }
    }

    private void mark(Company company) throws RedisAway {
        var now = time.instant();
        if (now.isAfter(marked.plus(MARKED_EVERY))) {
            since(company);
            marked = now;
        }
    }

    /** Since when nothing was lost: where it does not say, it was emptied a moment ago. */
    private String since(Company company) throws RedisAway {
        var now = Long.toString(time.instant().toEpochMilli());
        return redis.setOnce(sinceKey(company), now);
    }

    private static String sinceKey(Company company) {
        return "pulser:idem-since:%s".formatted(company);
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
        if (ids.isEmpty()) {
            return;
        }
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
