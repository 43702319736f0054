// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.events.CompletionWaiters;
import dev.pulser.ingest.events.TaskEventFollower;
import dev.pulser.ingest.persistence.task.TaskRepository;
import dev.pulser.ingest.redis.RedisTaskCache;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.taskcache.TaskCache;
import dev.pulser.ingest.taskcache.TaskCacheEntry;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lookup of tasks in memory, Redis and PostgreSQL, in this order and only as far as needed. The newest state wins and
 * is kept in memory, so that responses never go back in time. Thread-safe.
 *
 * <p>Errors: returns {@link Lookup.Unavailable} only if a source is unavailable and no other source knows the task.
 */
@Singleton
public final class TaskLookup {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

    private final TaskCache cache;
    private final RedisTaskCache redis;
    private final TaskRepository tasks;
    private final TaskEventFollower events;
    private final CompletionWaiters waiters;

    @Inject
    TaskLookup(
            TaskCache cache,
            RedisTaskCache redis,
            TaskRepository tasks,
            TaskEventFollower events,
            CompletionWaiters waiters) {
        this.cache = cache;
        this.redis = redis;
        this.tasks = tasks;
        this.events = events;
        this.waiters = waiters;
    }

    /** Amount of detail. */
    public enum Detail {
        STATUS,
        /** Includes the payload, which only PostgreSQL keeps for every task. */
        FULL
    }

    public Lookup<TaskSnapshot> find(Company company, TaskId id, Detail detail) {
        var known = cache.find(company, id).map(TaskCacheEntry::snapshot).orElse(null);
        var reasons = new ArrayList<String>();
        boolean uncertain = false;
        if (known == null || !known.state().isTerminal()) {
            var answer = redis.find(company, id);
            uncertain = !isReliable(known, answer);
            known = merged(known, answer, reasons);
        }
        if (known == null || uncertain || (detail == Detail.FULL && known.payload() == null)) {
            known = merged(known, tasks.find(company, id), reasons);
        }
        if (known != null) {
            return new Lookup.Found<>(known);
        }
        return reasons.isEmpty() ? new Lookup.Absent<>() : new Lookup.Unavailable<>(String.join("; ", reasons));
    }

    /**
     * Returns true when memory and Redis together reliably know the state of the task. Redis may have lost it, and
     * memory may know only a resubmission of a task that ended long ago.
     */
    private boolean isReliable(@Nullable TaskSnapshot known, Lookup<TaskSnapshot> cached) {
        return switch (cached) {
            case Lookup.Found<TaskSnapshot> _ -> true;
            case Lookup.Absent<TaskSnapshot> _ -> false;
            case Lookup.Unavailable<TaskSnapshot> _ ->
                known != null && known.seq() > TaskSnapshot.BEFORE_EVENTS && events.isFollowing();
        };
    }

    private @Nullable TaskSnapshot merged(
            @Nullable TaskSnapshot known, Lookup<TaskSnapshot> lookup, List<String> reasons) {
        return switch (lookup) {
            case Lookup.Found<TaskSnapshot>(var task) -> {
                var latest = cache.merge(task);
                yield known == null ? latest : latest.newest(known);
            }
            case Lookup.Absent<TaskSnapshot>() -> known;
            case Lookup.Unavailable<TaskSnapshot>(var reason) -> {
                reasons.add(reason);
                yield known;
            }
        };
    }

    /** Callback about every two seconds while a task has not ended. */
    public interface WaitCallback {

        /** Returns true to continue waiting. */
        boolean continueWaiting(TaskSnapshot task);
    }

    /** Waits for the end of a task; returns its current state after {@code limit}. */
    public Lookup<TaskSnapshot> await(Company company, TaskId id, Detail detail, Duration limit)
            throws InterruptedException {
        return await(company, id, detail, limit, task -> true);
    }

    /**
     * Waits for the end of a task; returns its current state after {@code limit} or when {@code callback} returns
     * false.
     */
    public Lookup<TaskSnapshot> await(Company company, TaskId id, Detail detail, Duration limit, WaitCallback callback)
            throws InterruptedException {
        if (!waiters.hasCapacity()) {
            return find(company, id, detail);
        }
        long end = System.nanoTime() + limit.toNanos();
        try (var registration = waiters.register(id)) {
            while (true) {
                var answer = find(company, id, detail);
                var left = Duration.ofNanos(end - System.nanoTime());
                if (!(answer instanceof Lookup.Found<TaskSnapshot>(var task))
                        || task.state().isTerminal()
                        || !left.isPositive()
                        || !callback.continueWaiting(task)) {
                    return answer;
                }
                // Polls too, because Kafka may be unavailable while Redis is not.
                registration.await(left.compareTo(POLL_INTERVAL) < 0 ? left : POLL_INTERVAL);
            }
        }
    }
}
