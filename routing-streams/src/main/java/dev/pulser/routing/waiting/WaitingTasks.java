// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
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
    public static final String PLACES = "routing-places";

    private final KeyValueStore<Place, LaneEntry> tasks;
    private final KeyValueStore<Place.Line, Ends> ends;
    private final KeyValueStore<TaskId, Place> places;
    private final Order order;
    private final BiPredicate<AgentName, Company> held;
    private final Map<AgentName, Lines> byAgent = new HashMap<>();

    /**
     * Reads the ends of all lines once.
     *
     * @param held whether a company gets no turn at an agent for now
     */
    public WaitingTasks(ProcessorContext<?, ?> context, Order order, BiPredicate<AgentName, Company> held) {
        this.order = order;
        this.held = held;
        tasks = context.getStateStore(TASKS);
        ends = context.getStateStore(ENDS);
        places = context.getStateStore(PLACES);
        var stored = new HashMap<AgentName, Map<Place.Line, Ends>>();
        try (var all = ends.all()) {
            all.forEachRemaining(line -> stored.computeIfAbsent(line.key.agent(), _ -> new HashMap<>())
                    .put(line.key, line.value));
        }
        stored.forEach((agent, lines) -> {
            lines(agent).restore(lines);
            forgetIfEmpty(agent);
        });
    }

    private Lines lines(AgentName agent) {
        return byAgent.computeIfAbsent(agent, _ -> new Lines(tasks, ends, order, company -> held.test(agent, company)));
    }

    /** Whether nothing waits for this agent. */
    public boolean isEmpty(AgentName agent) {
        return !byAgent.containsKey(agent);
    }

    /** How many tasks wait for this agent. */
    public long count(AgentName agent) {
        var lines = byAgent.get(agent);
        return lines == null ? 0 : lines.waiting();
    }

    /** The agents that something waits for, as of now. */
    public Set<AgentName> agents() {
        return Set.copyOf(byAgent.keySet());
    }

    /** The lines of this agent, most urgent first, then by company. */
    public List<AgentStatus.Line> linesOf(AgentName agent) {
        var lines = byAgent.get(agent);
        return lines == null
                ? List.of()
                : lines.all().stream()
                        .map(fifo -> new AgentStatus.Line(
                                fifo.name().priority(),
                                fifo.name().company(),
                                fifo.ends().head(),
                                fifo.ends().tail()))
                        .toList();
    }

    /** Puts a task at the end of its line, in the class of {@link Ageing#standing}. */
    public Place add(LaneEntry entry, Priority standing) {
        var place = lines(entry.agent()).add(entry, standing);
        places.put(entry.task().id(), place);
        return place;
    }

    /** Puts a task that had its turn and could not use it before all others of its line. */
    public Place addFirst(LaneEntry entry, Priority standing) {
        var place = lines(entry.agent()).addFirst(entry, standing);
        places.put(entry.task().id(), place);
        return place;
    }

    /** Puts the task at {@code place}, which is there, at the end of the line one class higher. */
    public Place lift(Place place, LaneEntry entry) {
        remove(place, entry);
        return add(entry, Ageing.above(place.line().priority()));
    }

    /** Who comes next at this agent; stays there until it is taken. Null where nobody waits who may have a turn. */
    public @Nullable Head next(AgentName agent, Instant now) {
        var lines = byAgent.get(agent);
        return lines == null ? null : lines.next(now);
    }

    /** The task at this place; null where it has gone. */
    public @Nullable LaneEntry find(Place place) {
        return tasks.get(place);
    }

    /** Where this task waits; null where it does not. */
    public @Nullable Place placeOf(TaskId task) {
        return places.get(task);
    }

    /** Takes out who came next: it has had its turn. */
    public void take(Head head) {
        var agent = head.place().line().agent();
        lines(agent).take(head);
        forget(head.entry().task().id(), agent);
    }

    /** Takes the task at this place, which is {@code entry}, out, wherever in its line it is. */
    public void remove(Place place, LaneEntry entry) {
        var agent = place.line().agent();
        lines(agent).remove(place);
        forget(entry.task().id(), agent);
    }

    private void forget(TaskId task, AgentName agent) {
        places.delete(task);
        forgetIfEmpty(agent);
    }

    private void forgetIfEmpty(AgentName agent) {
        if (lines(agent).isEmpty()) {
            byAgent.remove(agent);
        }
    }

    /** After {@code company} was held back or let go. */
    public void see(Company company) {
        byAgent.values().forEach(lines -> lines.see(company));
    }

    /** After {@code company} was held back from this agent or let go. */
    public void see(AgentName agent, Company company) {
        var lines = byAgent.get(agent);
        if (lines != null) {
            lines.see(company);
        }
    }

    /** The stores that this needs. */
    public static List<StoreBuilder<?>> stores(Serde<TaskId> ids, Serde<LaneEntry> entries) {
        return List.of(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TASKS), Place.serde(), entries),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(ENDS), Place.Line.serde(), Ends.serde()),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(PLACES), ids, Place.serde()));
    }
}
