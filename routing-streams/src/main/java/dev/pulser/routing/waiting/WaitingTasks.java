// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Every task of one partition that waits for its agent. Taking and adding cost the same whatever waits: no store is ever
 * searched for its first key, because a range over deleted keys crawls. Belongs to one stream task.
 */
public final class WaitingTasks {

    public static final String TASKS = "routing-waiting";
    public static final String ENDS = "routing-pointers";

    private final KeyValueStore<Place, LaneEntry> tasks;
    private final KeyValueStore<Place.Line, Ends> ends;
    private final Map<AgentName, Lines> byAgent = new HashMap<>();

    /** Reads the ends of all lines once. */
    public WaitingTasks(ProcessorContext<?, ?> context) {
        tasks = context.getStateStore(TASKS);
        ends = context.getStateStore(ENDS);
        try (var stored = ends.all()) {
            stored.forEachRemaining(line -> lines(line.key.agent()).restore(line.key, line.value));
        }
    }

    private Lines lines(AgentName agent) {
        return byAgent.computeIfAbsent(agent, _ -> new Lines(tasks, ends));
    }

    /** Whether nothing waits for this agent. */
    public boolean isEmpty(AgentName agent) {
        return !byAgent.containsKey(agent);
    }

    /** The agents that something waits for, as of now. */
    public Set<AgentName> agents() {
        return Set.copyOf(byAgent.keySet());
    }

    /** Puts a task at the end of its line. */
    public Place add(LaneEntry entry) {
        return lines(entry.agent()).add(entry);
    }

    /** Who comes next at this agent; stays there until {@link #remove}. Null where nobody waits. */
    public @Nullable Head next(AgentName agent) {
        var lines = byAgent.get(agent);
        return lines == null ? null : lines.next();
    }

    /** The task at this place; null where it has gone. */
    public @Nullable LaneEntry find(Place place) {
        return tasks.get(place);
    }

    /** Takes the task at this place out, wherever in its line it is. */
    public void remove(Place place) {
        var agent = place.line().agent();
        var lines = lines(agent);
        lines.remove(place);
        if (lines.isEmpty()) {
            byAgent.remove(agent);
        }
    }

    /** The stores that this needs. */
    public static List<StoreBuilder<?>> stores(Serde<LaneEntry> entries) {
        return List.of(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TASKS), Place.serde(), entries),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(ENDS), Place.Line.serde(), Ends.serde()));
    }
}
