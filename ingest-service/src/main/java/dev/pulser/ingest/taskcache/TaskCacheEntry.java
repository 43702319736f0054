// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import dev.pulser.contract.event.TaskEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Task in the cache.
 *
 * @param events events seen by this instance, in order; incomplete for a task that was cached late
 */
public record TaskCacheEntry(TaskSnapshot snapshot, List<TaskEventSummary> events) {

    private static final int MAX_EVENTS = 64;
    private static final int EVENT_WEIGHT = 150;

    public TaskCacheEntry {
        events = List.copyOf(events);
    }

    TaskCacheEntry after(TaskEvent event) {
        var next = snapshot.after(event);
        if (next.equals(snapshot) || events.size() >= MAX_EVENTS) {
            return new TaskCacheEntry(next, events);
        }
        var all = new ArrayList<>(events);
        all.add(TaskEventSummary.of(event));
        return new TaskCacheEntry(next, all);
    }

    TaskCacheEntry merge(TaskSnapshot other) {
        return new TaskCacheEntry(snapshot.newest(other), events);
    }

    /** Returns true when the entry has every event up to the snapshot. */
    public boolean isComplete() {
        return events.size() == snapshot.seq() + 1;
    }

    int weight() {
        return snapshot.weight() + EVENT_WEIGHT * events.size();
    }
}
