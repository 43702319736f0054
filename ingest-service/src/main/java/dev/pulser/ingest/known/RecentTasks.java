// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.known;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tasks accepted or asked for here of late, kept up to date by the event feed: what makes a fresh task readable at
 * once, and what keeps answers from going back when a slower source is asked next. Bounded by weight. Safe from any
 * thread.
 */
@Singleton
public final class RecentTasks {

    private static final int MAX_PAYLOAD_CHARS = 4_096;

    private final Cache<TaskId, RecentTask> tasks;

    @Inject
    RecentTasks(KnownConfig config) {
        tasks = Caffeine.newBuilder()
                .maximumWeight(config.memory().asLongValue())
                .weigher((TaskId id, RecentTask task) -> task.weight())
                .expireAfterAccess(config.kept())
                .build();
    }

    /** Remembers a task that is on its way to Kafka; whether it was new. */
    public boolean expect(Task task, AgentName home) {
        var snapshot = TaskSnapshot.accepted(task, home).withPayloadUpTo(MAX_PAYLOAD_CHARS);
        return tasks.asMap().putIfAbsent(task.id(), new RecentTask(snapshot, List.of())) == null;
    }

    /** Notes that somebody asked to cancel the task. */
    public void cancelRequested(TaskId id, Instant at) {
        tasks.asMap()
                .computeIfPresent(
                        id, (key, known) -> new RecentTask(known.snapshot().cancelRequested(at), known.steps()));
    }

    /** Forgets a task that did not get to Kafka, unless something has happened to it all the same. */
    public void forget(TaskId id) {
        tasks.asMap()
                .computeIfPresent(
                        id, (key, known) -> known.snapshot().seq() == TaskSnapshot.BEFORE_EVENTS ? null : known);
    }

    /** Takes in what another source knows, and gives back the later of both. */
    public TaskSnapshot remember(TaskSnapshot found) {
        var slim = found.withPayloadUpTo(MAX_PAYLOAD_CHARS);
        var known = tasks.asMap().compute(found.id(), (id, task) -> merged(task, slim));
        return known.snapshot().newest(found);
    }

    private static RecentTask merged(@Nullable RecentTask known, TaskSnapshot found) {
        return known == null ? new RecentTask(found, List.of()) : known.with(found);
    }

    public boolean remembers(TaskId id) {
        return tasks.asMap().containsKey(id);
    }

    /** Applies an event to a task that is remembered; empty where it is not. */
    public Optional<TaskSnapshot> apply(TaskEvent event) {
        var task = tasks.asMap().computeIfPresent(event.id(), (id, known) -> known.after(event));
        return Optional.ofNullable(task).map(RecentTask::snapshot);
    }

    /** Only to those it belongs to: another company's task is as unknown as none. */
    public Optional<RecentTask> find(Company company, TaskId id) {
        return Optional.ofNullable(tasks.getIfPresent(id))
                .filter(task -> task.snapshot().company().equals(company));
    }
}
