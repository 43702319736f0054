// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In-memory cache of the tasks that this instance accepted or looked up recently, updated by task events. It makes new
 * tasks readable at once and keeps responses from going back in time when a slower source is asked next. Bounded by
 * weight. Thread-safe.
 */
@Singleton
public final class TaskCache {

    private static final int MAX_PAYLOAD_CHARS = 4_096;

    private final Cache<TaskId, TaskCacheEntry> tasks;

    @Inject
    TaskCache(TaskCacheConfig config) {
        tasks = Caffeine.newBuilder()
                .maximumWeight(config.memory().asLongValue())
                .weigher((TaskId id, TaskCacheEntry task) -> task.weight())
                .expireAfterAccess(config.expiry())
                .build();
    }

    /** Adds a task before it is written to Kafka. Returns true when it was not cached yet. */
    public boolean add(Task task, AgentName home) {
        var snapshot = TaskSnapshot.accepted(task, home).withPayloadUpTo(MAX_PAYLOAD_CHARS);
        return tasks.asMap().putIfAbsent(task.id(), new TaskCacheEntry(snapshot, List.of())) == null;
    }

    /** Records the time at which cancellation of a cached task was requested. */
    public void markCancelRequested(TaskId id, Instant at) {
        tasks.asMap()
                .computeIfPresent(
                        id, (key, entry) -> new TaskCacheEntry(entry.snapshot().cancelRequested(at), entry.events()));
    }

    /** Removes a task that was not written to Kafka, unless an event of it was seen. */
    public void remove(TaskId id) {
        tasks.asMap()
                .computeIfPresent(
                        id, (key, entry) -> entry.snapshot().seq() == TaskSnapshot.BEFORE_EVENTS ? null : entry);
    }

    /** Merges the state of a task from another source into the cache and returns the newer state. */
    public TaskSnapshot merge(TaskSnapshot found) {
        var slim = found.withPayloadUpTo(MAX_PAYLOAD_CHARS);
        var entry = tasks.asMap().compute(found.id(), (id, cached) -> merged(cached, slim));
        return entry.snapshot().newest(found);
    }

    private static TaskCacheEntry merged(@Nullable TaskCacheEntry cached, TaskSnapshot found) {
        return cached == null ? new TaskCacheEntry(found, List.of()) : cached.merge(found);
    }

    public boolean contains(TaskId id) {
        return tasks.asMap().containsKey(id);
    }

    /** Applies an event to a cached task and returns its new state; empty when it is not cached. */
    public Optional<TaskSnapshot> apply(TaskEvent event) {
        var task = tasks.asMap().computeIfPresent(event.id(), (id, entry) -> entry.after(event));
        return Optional.ofNullable(task).map(TaskCacheEntry::snapshot);
    }

    /** Returns a cached task of this company; empty for tasks of other companies. */
    public Optional<TaskCacheEntry> find(Company company, TaskId id) {
        return Optional.ofNullable(tasks.getIfPresent(id))
                .filter(task -> task.snapshot().company().equals(company));
    }
}
