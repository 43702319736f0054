// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The timers of one partition, in a store, by time. Belongs to one stream task. */
public final class Timers {

    public static final String STORE = "routing-timers";

    private final KeyValueStore<Due, Timer> store;

    /** Nothing stands before this: a search that starts here passes no more than what has come since. */
    private Instant searched = Instant.EPOCH;

    public Timers(ProcessorContext<?, ?> context) {
        store = context.getStateStore(STORE);
    }

    /** Sets a timer; one in the past goes off at the next {@link #takeDue}. */
    public void set(Instant at, Timer timer) {
        store.put(new Due(at, timer.task()), timer);
        if (at.isBefore(searched)) {
            searched = at;
        }
    }

    /** Takes a timer back. */
    public void cancel(Instant at, TaskId task) {
        store.delete(new Due(at, task));
    }

    /** Takes up to {@code limit} timers whose time has come at {@code now}, the earliest first. */
    public List<Timer> takeDue(Instant now, int limit) {
        var due = new ArrayList<Due>();
        var timers = new ArrayList<Timer>();
        if (now.isBefore(searched)) {
            return timers; // the clock went back; what is set from now on moves the search back with it
        }
        try (var range = store.range(Due.first(searched), Due.first(now.plusMillis(1)))) {
            while (range.hasNext() && due.size() < limit) {
                var entry = range.next();
                due.add(entry.key);
                timers.add(entry.value);
            }
        }
        due.forEach(store::delete);
        searched = due.size() < limit ? now : due.getLast().at();
        return timers;
    }

    /** The store that this needs. */
    public static List<StoreBuilder<?>> stores(Serde<LaneEntry> entries) {
        return List.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Due.serde(), TimerForm.serde(entries)));
    }
}
