// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import static java.util.Objects.requireNonNull;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Priority;
import dev.pulser.routing.ordering.PriorityAging;
import dev.pulser.routing.ordering.QueueOrdering;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Queue of waiting tasks of one agent: the highest effective priority first, in it the company that has the next turn,
 * of that company the first task. The effective priority of a company's queue is that of its first task after {@link
 * PriorityAging}.
 *
 * <p>Each operation looks only at the company queue that changes, so that its cost does not grow with the number of
 * tasks.
 */
final class AgentQueue {

    private final KeyValueStore<QueuePosition, LaneEntry> tasks;
    private final KeyValueStore<QueueKey, QueueBounds> bounds;
    private final PriorityAging aging;
    private final Map<QueueKey, ScheduledQueue> queues = new HashMap<>();
    private final Map<Priority, CompanyScheduler> schedulers = new EnumMap<>(Priority.class);
    private final TreeSet<Promotion> promotions = new TreeSet<>(Promotion.BY_TIME);
    private long count;

    AgentQueue(
            KeyValueStore<QueuePosition, LaneEntry> tasks,
            KeyValueStore<QueueKey, QueueBounds> bounds,
            QueueOrdering ordering,
            Predicate<Company> blocked) {
        this.tasks = tasks;
        this.bounds = bounds;
        this.aging = ordering.aging();
        for (var priority : Priority.values()) {
            schedulers.put(priority, new CompanyScheduler(ordering.weights(), blocked));
        }
    }

    private CompanyScheduler scheduler(Priority priority) {
        return requireNonNull(schedulers.get(priority));
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    long count() {
        return count;
    }

    /** Restores the queues from the store; the queue with the oldest first task gets the first turn. */
    void restore(Map<QueueKey, QueueBounds> stored) {
        stored.entrySet().stream()
                .map(queue -> new CompanyQueue(queue.getKey(), queue.getValue(), tasks, bounds))
                .filter(queue -> queue.head() != null)
                .sorted(Comparator.comparing(AgentQueue::queuedAt))
                .forEach(queue -> {
                    count += queue.bounds().count();
                    schedule(new ScheduledQueue(queue));
                });
    }

    private static Instant queuedAt(CompanyQueue queue) {
        var head = queue.head();
        return head == null ? Instant.MAX : head.entry().queuedAt();
    }

    /** Adds a task at the end of its company's queue of this priority. */
    QueuePosition addLast(LaneEntry entry, Priority priority) {
        var scheduled = scheduled(entry, priority);
        boolean first = scheduled.queue.isEmpty();
        var position = scheduled.queue.addLast(entry);
        count++;
        if (first) {
            schedule(scheduled);
        }
        return position;
    }

    /** Adds a task at the head of its company's queue of this priority. */
    QueuePosition addFirst(LaneEntry entry, Priority priority) {
        var scheduled = scheduled(entry, priority);
        var before = unschedule(scheduled);
        var position = scheduled.queue.addFirst(entry);
        count++;
        schedule(scheduled);
        scheduler(before).update(entry.task().company());
        return position;
    }

    private ScheduledQueue scheduled(LaneEntry entry, Priority priority) {
        var key = new QueueKey(entry.agent(), priority, entry.task().company());
        var known = queues.get(key);
        return known != null ? known : new ScheduledQueue(new CompanyQueue(key, QueueBounds.EMPTY, tasks, bounds));
    }

    /** Returns the task that has the next turn at {@code now}; null when none is eligible. */
    @Nullable
    QueueHead next(Instant now) {
        promote(now);
        for (var scheduler : schedulers.values()) {
            var queue = scheduler.next();
            if (queue != null) {
                return queue.head();
            }
        }
        return null;
    }

    private void promote(Instant now) {
        while (!promotions.isEmpty() && !now.isBefore(promotions.first().at())) {
            var scheduled = promotions.first().scheduled();
            var before = unschedule(scheduled);
            enter(scheduled, PriorityAging.promote(before));
            scheduler(before).update(scheduled.company());
        }
    }

    /** Removes the task that had the next turn, and records the turn of its company. */
    void take(QueueHead head) {
        var scheduled = queues.get(head.position().queue());
        if (scheduled != null) {
            scheduler(scheduled.effectivePriority).recordTurn(scheduled.queue);
            remove(head.position());
        }
    }

    /** Removes the task at {@code position}, which must be there; other positions do not change. */
    void remove(QueuePosition position) {
        var scheduled = queues.get(position.queue());
        if (scheduled == null) {
            return;
        }
        var head = scheduled.queue.head();
        scheduled.queue.remove(position.index());
        count--;
        if (head != null && head.position().equals(position)) {
            var before = unschedule(scheduled);
            schedule(scheduled);
            scheduler(before).update(scheduled.company());
        }
    }

    /** Reevaluates {@code company} after it was blocked or unblocked. */
    void update(Company company) {
        schedulers.values().forEach(scheduler -> scheduler.update(company));
    }

    /** Returns the queues that are not empty, by priority, highest first, then by company. */
    List<CompanyQueue> companyQueues() {
        return queues.values().stream()
                .map(scheduled -> scheduled.queue)
                .sorted(Comparator.<CompanyQueue, Priority>comparing(
                                queue -> queue.key().priority())
                        .thenComparing(queue -> queue.key().company().name()))
                .toList();
    }

    /** Schedules a queue that has a new first task; forgets an empty one. */
    private void schedule(ScheduledQueue scheduled) {
        var key = scheduled.queue.key();
        var head = scheduled.queue.head();
        if (head == null) {
            queues.remove(key);
            return;
        }
        queues.put(key, scheduled);
        enter(scheduled, key.priority());
        aging.promotedAt(key.priority(), head.entry().queuedAt()).ifPresent(at -> {
            scheduled.promotion = new Promotion(at, scheduled);
            promotions.add(scheduled.promotion);
        });
    }

    private void enter(ScheduledQueue scheduled, Priority priority) {
        var scheduler = scheduler(priority);
        scheduler.add(scheduled.queue, priority != scheduled.queue.key().priority());
        scheduler.update(scheduled.company());
        scheduled.effectivePriority = priority;
    }

    /** Removes a queue from its scheduler, which must be {@link CompanyScheduler#update updated} afterwards. */
    private Priority unschedule(ScheduledQueue scheduled) {
        scheduler(scheduled.effectivePriority).remove(scheduled.queue);
        if (scheduled.promotion != null) {
            promotions.remove(scheduled.promotion);
            scheduled.promotion = null;
        }
        return scheduled.effectivePriority;
    }

    /** Queue of a company and its current effective priority. */
    private static final class ScheduledQueue {

        private final CompanyQueue queue;
        private Priority effectivePriority;
        private @Nullable Promotion promotion;

        ScheduledQueue(CompanyQueue queue) {
            this.queue = queue;
            this.effectivePriority = queue.key().priority();
        }

        Company company() {
            return queue.key().company();
        }
    }

    /** Promotion of a queue by one priority at {@code at}. */
    private record Promotion(Instant at, ScheduledQueue scheduled) {

        static final Comparator<Promotion> BY_TIME = Comparator.comparing(Promotion::at)
                .thenComparing(promotion -> promotion.scheduled.queue.key().priority())
                .thenComparing(
                        promotion -> promotion.scheduled.queue.key().company().name());
    }
}
