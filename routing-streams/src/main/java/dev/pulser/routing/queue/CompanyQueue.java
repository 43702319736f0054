// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import dev.pulser.contract.routing.LaneEntry;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * FIFO queue of one agent, priority and company. Its bounds are in memory and in a store; of its tasks only the first
 * is in memory.
 */
final class CompanyQueue {

    private final QueueKey key;
    private final KeyValueStore<QueuePosition, LaneEntry> tasks;
    private final KeyValueStore<QueueKey, QueueBounds> stored;
    private QueueBounds bounds;
    private @Nullable QueueHead head;

    CompanyQueue(
            QueueKey key,
            QueueBounds bounds,
            KeyValueStore<QueuePosition, LaneEntry> tasks,
            KeyValueStore<QueueKey, QueueBounds> stored) {
        this.key = key;
        this.bounds = bounds;
        this.tasks = tasks;
        this.stored = stored;
    }

    QueueKey key() {
        return key;
    }

    QueueBounds bounds() {
        return bounds;
    }

    boolean isEmpty() {
        return bounds.isEmpty();
    }

    QueuePosition addLast(LaneEntry entry) {
        var position = new QueuePosition(key, bounds.tail());
        if (isEmpty()) {
            head = new QueueHead(position, entry);
        }
        tasks.put(position, entry);
        store(bounds.append());
        return position;
    }

    QueuePosition addFirst(LaneEntry entry) {
        var position = new QueuePosition(key, bounds.head() - 1);
        tasks.put(position, entry);
        store(bounds.prepend());
        head = new QueueHead(position, entry);
        return position;
    }

    /** Removes the task at {@code index}, which must be there; other positions do not change. */
    void remove(long index) {
        tasks.delete(new QueuePosition(key, index));
        if (head != null && head.position().index() == index) {
            head = null;
        }
        store(bounds.without(index));
    }

    /** Returns the first task, skipping emptied positions permanently; null when the queue is empty. */
    @Nullable
    QueueHead head() {
        if (head == null && !isEmpty()) {
            long index = bounds.head();
            var position = new QueuePosition(key, index);
            var entry = tasks.get(position);
            while (entry == null && index + 1 < bounds.tail()) {
                position = new QueuePosition(key, ++index);
                entry = tasks.get(position);
            }
            if (entry == null) {
                store(QueueBounds.EMPTY); // the count was wrong
            } else {
                head = new QueueHead(position, entry);
                if (index != bounds.head()) {
                    store(bounds.skipTo(index));
                }
            }
        }
        return head;
    }

    private void store(QueueBounds next) {
        bounds = next.isEmpty() ? QueueBounds.EMPTY : next;
        stored.put(key, next.isEmpty() ? null : next);
    }
}
