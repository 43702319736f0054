// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The timers of one partition, in a store, by time. Belongs to one stream task. */
public final class Timers {

    public static final String STORE = "routing-timers";

    public static final String RETRIES = "routing-retries";

    private final KeyValueStore<Due, Timer> store;
    private final KeyValueStore<TaskId, Retry> retries;
    private final Map<AgentName, Integer> retrying = new HashMap<>();

    /** Nothing stands before this: a search that starts here passes no more than what has come since. */
    private Instant searched = Instant.EPOCH;

    /** Counts the retries once. */
    public Timers(ProcessorContext<?, ?> context) {
        store = context.getStateStore(STORE);
        retries = context.getStateStore(RETRIES);
        try (var stored = retries.all()) {
            stored.forEachRemaining(retry -> count(retry.value.agent(), 1));
        }
    }

    /** Sets a timer; one in the past goes off at the next {@link #takeDue}. */
    public void set(Instant at, Timer timer) {
        store.put(new Due(at, timer.task()), timer);
        if (timer instanceof Timer.RetryDue(var entry)) {
            retries.put(timer.task(), new Retry(at, entry.agent()));
            count(entry.agent(), 1);
        }
        if (at.isBefore(searched)) {
            searched = at;
        }
    }

    /** Takes the timer of a task that waits in its line back. */
    public void cancel(Instant at, TaskId task) {
        store.delete(new Due(at, task));
    }

    /** The task, where it waits for its next attempt; null where it does not. */
    public @Nullable LaneEntry findRetry(TaskId task) {
        var retry = retries.get(task);
        var timer = retry == null ? null : store.get(new Due(retry.due(), task));
        return timer instanceof Timer.RetryDue(var entry) ? entry : null;
    }

    /** Takes the timer of a task that {@link #findRetry} found back. */
    public void cancelRetry(LaneEntry entry) {
        var retry = retries.get(entry.task().id());
        if (retry != null) {
            cancel(retry.due(), entry.task().id());
            forgetRetry(entry);
        }
    }

    /** How many of this agent's tasks wait for their next attempt. */
    public int retrying(AgentName agent) {
        return retrying.getOrDefault(agent, 0);
    }

    private void forgetRetry(LaneEntry entry) {
        retries.delete(entry.task().id());
        count(entry.agent(), -1);
    }

    private void count(AgentName agent, int more) {
        retrying.merge(agent, more, (a, b) -> a + b == 0 ? null : a + b);
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
        for (var timer : timers) {
            if (timer instanceof Timer.RetryDue(var entry)) {
                forgetRetry(entry);
            }
        }
        searched = due.size() < limit ? now : due.getLast().at();
        return timers;
    }

    /** The store that this needs. */
    public static List<StoreBuilder<?>> stores(Serde<TaskId> ids, Serde<LaneEntry> entries) {
        return List.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Due.serde(), TimerForm.serde(entries)),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(RETRIES), ids, Retry.serde()));
    }
}
