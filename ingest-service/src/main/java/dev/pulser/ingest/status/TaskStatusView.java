// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.cache.CachedTasks;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.known.RecentTask;
import dev.pulser.ingest.known.RecentTasks;
import dev.pulser.ingest.known.TaskSnapshot;
import dev.pulser.ingest.live.EventFeed;
import dev.pulser.ingest.live.Waiters;
import dev.pulser.ingest.rows.StoredTasks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands: as memory, Redis and Postgres have it, asked in this order and only as far as needed. What any of
 * them says is kept in memory, and the latest of all is the answer: it never goes back. Safe from any thread.
 *
 * <p>Errors: a source that is away makes the answer {@link Lookup.Away} only where no other one knows the task.
 */
@Singleton
public final class TaskStatusView {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final RecentTasks recent;
    private final CachedTasks cached;
    private final StoredTasks stored;
    private final EventFeed feed;
    private final Waiters waiters;

    @Inject
    TaskStatusView(RecentTasks recent, CachedTasks cached, StoredTasks stored, EventFeed feed, Waiters waiters) {
        this.recent = recent;
        this.cached = cached;
        this.stored = stored;
        this.feed = feed;
        this.waiters = waiters;
    }

    /** How much of a task is asked for. */
    public enum Part {
        STATUS,
        /** With the payload, which is not kept everywhere. */
        WHOLE
    }

    public Lookup<TaskSnapshot> find(Company company, TaskId id, Part part) {
        var known = recent.find(company, id).map(RecentTask::snapshot).orElse(null);
        var reasons = new ArrayList<String>();
        boolean unsure = false;
        if (known == null || !known.state().isTerminal()) {
            var answer = cached.find(company, id);
            unsure = !isVouchedFor(known, answer);
            known = merged(known, answer, reasons);
        }
        if (known == null || unsure || (part == Part.WHOLE && known.payload() == null)) {
            known = merged(known, stored.find(company, id), reasons);
        }
        if (known != null) {
            return new Lookup.Found<>(known);
        }
        return reasons.isEmpty() ? new Lookup.Absent<>() : new Lookup.Away<>(String.join("; ", reasons));
    }

    /**
     * Whether memory and Redis together know how far the task is. Redis may have lost it, and memory may know no more than
     * that it was submitted again, long after it had ended.
     */
    private boolean isVouchedFor(@Nullable TaskSnapshot known, Lookup<TaskSnapshot> cached) {
        return switch (cached) {
            case Lookup.Found<TaskSnapshot> _ -> true;
            case Lookup.Absent<TaskSnapshot> _ -> false;
            case Lookup.Away<TaskSnapshot> _ ->
                known != null && known.seq() > TaskSnapshot.BEFORE_EVENTS && feed.isFollowing();
        };
    }

    private @Nullable TaskSnapshot merged(
            @Nullable TaskSnapshot known, Lookup<TaskSnapshot> answer, List<String> reasons) {
        return switch (answer) {
            case Lookup.Found<TaskSnapshot>(var task) -> {
                var latest = recent.remember(task);
                yield known == null ? latest : latest.newest(known);
            }
            case Lookup.Absent<TaskSnapshot>() -> known;
            case Lookup.Away<TaskSnapshot>(var reason) -> {
                reasons.add(reason);
                yield known;
            }
        };
    }

    /** Who is told of a task that has not ended, each time that somebody has looked: every two seconds or so. */
    public interface Watching {

        /** Whether to wait on. */
        boolean goesOn(TaskSnapshot task);
    }

    /** The same once the task has ended, or as it is when {@code limit} has passed. */
    public Lookup<TaskSnapshot> await(Company company, TaskId id, Part part, Duration limit)
            throws InterruptedException {
        return await(company, id, part, limit, task -> true);
    }

    /** The same, ended early where {@code watching} does not go on. */
    public Lookup<TaskSnapshot> await(Company company, TaskId id, Part part, Duration limit, Watching watching)
            throws InterruptedException {
        if (!waiters.hasRoom()) {
            return find(company, id, part);
        }
        long end = System.nanoTime() + limit.toNanos();
        try (var place = waiters.take(id)) {
            while (true) {
                var answer = find(company, id, part);
                var left = Duration.ofNanos(end - System.nanoTime());
                if (!(answer instanceof Lookup.Found<TaskSnapshot>(var task))
                        || task.state().isTerminal()
                        || !left.isPositive()
                        || !watching.goesOn(task)) {
                    return answer;
                }
                // Looking again by itself, because the feed may be away while Redis is not.
                place.await(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            }
        }
    }
}
