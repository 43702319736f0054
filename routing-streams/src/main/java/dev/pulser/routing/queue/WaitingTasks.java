// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.routing.ordering.PriorityAging;
import dev.pulser.routing.ordering.QueueOrdering;
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
 * Waiting tasks of one partition, in the queues of their agents. The cost of adding and taking a task does not depend
 * on the number of tasks: no store is searched for its first key, because a range scan over deleted keys is slow.
 * Confined to one stream task.
 */
public final class WaitingTasks {

    public static final String TASKS = "routing-waiting";
    public static final String BOUNDS = "routing-queues";
    public static final String POSITIONS = "routing-positions";

    private final KeyValueStore<QueuePosition, LaneEntry> tasks;
    private final KeyValueStore<QueueKey, QueueBounds> bounds;
    private final KeyValueStore<TaskId, QueuePosition> positions;
    private final QueueOrdering ordering;
    private final BiPredicate<AgentName, Company> blocked;
    private final Map<AgentName, AgentQueue> byAgent = new HashMap<>();

    /**
     * Reads the bounds of all queues once.
     *
     * @param blocked true for a company that gets no turn at an agent now
     */
    public WaitingTasks(
            ProcessorContext<?, ?> context, QueueOrdering ordering, BiPredicate<AgentName, Company> blocked) {
        this.ordering = ordering;
        this.blocked = blocked;
        tasks = context.getStateStore(TASKS);
        bounds = context.getStateStore(BOUNDS);
        positions = context.getStateStore(POSITIONS);
        var stored = new HashMap<AgentName, Map<QueueKey, QueueBounds>>();
        try (var all = bounds.all()) {
            all.forEachRemaining(queue -> stored.computeIfAbsent(queue.key.agent(), _ -> new HashMap<>())
                    .put(queue.key, queue.value));
        }
        stored.forEach((agent, queues) -> {
            queue(agent).restore(queues);
            removeIfEmpty(agent);
        });
    }

    private AgentQueue queue(AgentName agent) {
        return byAgent.computeIfAbsent(
                agent, _ -> new AgentQueue(tasks, bounds, ordering, company -> blocked.test(agent, company)));
    }

    /** Returns true when no task waits for this agent. */
    public boolean isEmpty(AgentName agent) {
        return !byAgent.containsKey(agent);
    }

    /** Returns the number of tasks that wait for this agent. */
    public long count(AgentName agent) {
        var queue = byAgent.get(agent);
        return queue == null ? 0 : queue.count();
    }

    /** Returns a snapshot of the agents that have waiting tasks. */
    public Set<AgentName> agents() {
        return Set.copyOf(byAgent.keySet());
    }

    /** Returns the pointers of this agent's queues by priority, highest first, then by company. */
    public List<QueuePointers> queuePointers(AgentName agent) {
        var agentQueue = byAgent.get(agent);
        return agentQueue == null
                ? List.of()
                : agentQueue.companyQueues().stream()
                        .map(queue -> new QueuePointers(
                                queue.key().priority(),
                                queue.key().company(),
                                queue.bounds().head(),
                                queue.bounds().tail()))
                        .toList();
    }

    /** Adds a task at the end of its queue of this priority. */
    public QueuePosition addLast(LaneEntry entry, Priority priority) {
        var position = queue(entry.agent()).addLast(entry, priority);
        positions.put(entry.task().id(), position);
        return position;
    }

    /** Adds a task that could not use its turn at the head of its queue of this priority. */
    public QueuePosition addFirst(LaneEntry entry, Priority priority) {
        var position = queue(entry.agent()).addFirst(entry, priority);
        positions.put(entry.task().id(), position);
        return position;
    }

    /** Moves the task at {@code position}, which must be there, to the end of the queue of the next higher priority. */
    public QueuePosition promote(QueuePosition position, LaneEntry entry) {
        remove(position, entry);
        return addLast(entry, PriorityAging.promote(position.queue().priority()));
    }

    /** Returns the task of this agent that has the next turn, without taking it; null when none is eligible. */
    public @Nullable QueueHead next(AgentName agent, Instant now) {
        var queue = byAgent.get(agent);
        return queue == null ? null : queue.next(now);
    }

    /** Returns the task at this position; null when it has left. */
    public @Nullable LaneEntry find(QueuePosition position) {
        return tasks.get(position);
    }

    /** Returns the position of a task; null when the task does not wait. */
    public @Nullable QueuePosition positionOf(TaskId task) {
        return positions.get(task);
    }

    /** Removes the task that had the next turn, and records the turn of its company. */
    public void take(QueueHead head) {
        var agent = head.position().queue().agent();
        queue(agent).take(head);
        forget(head.entry().task().id(), agent);
    }

    /** Removes {@code entry} from this position, anywhere in its queue. */
    public void remove(QueuePosition position, LaneEntry entry) {
        var agent = position.queue().agent();
        queue(agent).remove(position);
        forget(entry.task().id(), agent);
    }

    private void forget(TaskId task, AgentName agent) {
        positions.delete(task);
        removeIfEmpty(agent);
    }

    private void removeIfEmpty(AgentName agent) {
        if (queue(agent).isEmpty()) {
            byAgent.remove(agent);
        }
    }

    /** Reevaluates {@code company} at all agents after it was blocked or unblocked. */
    public void update(Company company) {
        byAgent.values().forEach(queue -> queue.update(company));
    }

    /** Reevaluates {@code company} at this agent after it was blocked or unblocked. */
    public void update(AgentName agent, Company company) {
        var queue = byAgent.get(agent);
        if (queue != null) {
            queue.update(company);
        }
    }

    /** Returns the stores of waiting tasks, queue bounds and positions. */
    public static List<StoreBuilder<?>> stores(Serde<TaskId> ids, Serde<LaneEntry> entries) {
        return List.of(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TASKS), QueuePosition.serde(), entries),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(BOUNDS), QueueKey.serde(), QueueBounds.serde()),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(POSITIONS), ids, QueuePosition.serde()));
    }
}
