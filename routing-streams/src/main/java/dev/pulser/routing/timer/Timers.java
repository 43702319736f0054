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

/** Timers of one partition, in a store sorted by time. Confined to one stream task. */
public final class Timers {

    public static final String STORE = "routing-timers";

    public static final String RETRIES = "routing-retries";

    private final KeyValueStore<TimerKey, Timer> store;
    private final KeyValueStore<TaskId, RetryIndexEntry> retries;
    private final Map<AgentName, Integer> retryCounts = new HashMap<>();

    /** Lower bound of all timers, so that a range scan skips deleted keys. */
    private Instant lowerBound = Instant.EPOCH;

    /** Counts the retries in the store once. */
    public Timers(ProcessorContext<?, ?> context) {
        store = context.getStateStore(STORE);
        retries = context.getStateStore(RETRIES);
        try (var stored = retries.all()) {
            stored.forEachRemaining(retry -> count(retry.value.agent(), 1));
        }
    }

    /** Schedules a timer; a time in the past is due at the next {@link #pollDue}. */
    public void schedule(Instant at, Timer timer) {
        store.put(new TimerKey(at, timer.task()), timer);
        if (timer instanceof Timer.RetryDue(var entry)) {
            retries.put(timer.task(), new RetryIndexEntry(at, entry.agent()));
            count(entry.agent(), 1);
        }
        if (at.isBefore(lowerBound)) {
            lowerBound = at;
        }
    }

    /** Cancels the deadline timer of a task. */
    public void cancel(Instant at, TaskId task) {
        store.delete(new TimerKey(at, task));
    }

    /** Returns the task when it is in a retry delay; null otherwise. */
    public @Nullable LaneEntry findRetry(TaskId task) {
        var retry = retries.get(task);
        var timer = retry == null ? null : store.get(new TimerKey(retry.due(), task));
        return timer instanceof Timer.RetryDue(var entry) ? entry : null;
    }

    /** Cancels the retry timer of a task. */
    public void cancelRetry(LaneEntry entry) {
        var retry = retries.get(entry.task().id());
        if (retry != null) {
            cancel(retry.due(), entry.task().id());
            removeRetry(entry);
        }
    }

    /** Returns the number of this agent's tasks in a retry delay. */
    public int retryCount(AgentName agent) {
        return retryCounts.getOrDefault(agent, 0);
    }

    private void removeRetry(LaneEntry entry) {
        retries.delete(entry.task().id());
        count(entry.agent(), -1);
    }

    private void count(AgentName agent, int more) {
        retryCounts.merge(agent, more, (a, b) -> a + b == 0 ? null : a + b);
    }

    /** Removes and returns up to {@code limit} timers that are due at {@code now}, the earliest first. */
    public List<Timer> pollDue(Instant now, int limit) {
        var due = new ArrayList<TimerKey>();
        var timers = new ArrayList<Timer>();
        if (now.isBefore(lowerBound)) {
            return timers; // the clock was set back; timers scheduled from now on lower the bound
        }
        try (var range = store.range(TimerKey.first(lowerBound), TimerKey.first(now.plusMillis(1)))) {
            while (range.hasNext() && due.size() < limit) {
                var entry = range.next();
                due.add(entry.key);
                timers.add(entry.value);
            }
        }
        due.forEach(store::delete);
        for (var timer : timers) {
            if (timer instanceof Timer.RetryDue(var entry)) {
                removeRetry(entry);
            }
        }
        lowerBound = due.size() < limit ? now : due.getLast().at();
        return timers;
    }

    /** Returns the stores of timers and of the retry index. */
    public static List<StoreBuilder<?>> stores(Serde<TaskId> ids, Serde<LaneEntry> entries) {
        return List.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), TimerKey.serde(), TimerSerde.serde(entries)),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(RETRIES), ids, RetryIndexEntry.serde()));
    }
}
