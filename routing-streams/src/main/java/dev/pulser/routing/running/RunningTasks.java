// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Every task of one partition that is handed out: in memory, never more than the agents' capacities, and in a store. Signs
 * of life are in memory only, so that a beat costs no write; a restart gives every task a fresh lease. Belongs to one
 * stream task.
 */
public final class RunningTasks {

    public static final String STORE = "routing-running";

    private final KeyValueStore<TaskId, LaneEntry> store;
    private final Lease lease;
    private final Map<TaskId, RunningTask> byId = new HashMap<>();
    private final Map<AgentName, Integer> counts = new HashMap<>();
    private final Map<Share, Integer> shares = new HashMap<>();

    /** Reads the store once. */
    public RunningTasks(ProcessorContext<?, ?> context, Lease lease, AgentTable agents) {
        this.lease = lease;
        store = context.getStateStore(STORE);
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        try (var stored = store.all()) {
            stored.forEachRemaining(task -> {
                var entry = task.value;
                var dispatchedAt = Objects.requireNonNullElse(entry.dispatchedAt(), now);
                var agent = agents.find(entry.agent()).orElse(null);
                remember(new RunningTask(entry, now, Lease.deadline(entry, dispatchedAt, agent), true));
            });
        }
    }

    /** How many of this agent's attempts are handed out. */
    public int count(AgentName agent) {
        return counts.getOrDefault(agent, 0);
    }

    /** How many of this agent's attempts are handed out for this company. */
    public int count(AgentName agent, Company company) {
        return shares.getOrDefault(new Share(agent, company), 0);
    }

    /** The task in this very epoch; null where it is not handed out, or has been handed out again since. */
    public @Nullable LaneEntry find(TaskId id, int epoch) {
        var running = byId.get(id);
        return running == null || running.entry().epoch() != epoch ? null : running.entry();
    }

    /** The task in whatever epoch; null where it is not handed out. */
    public @Nullable LaneEntry find(TaskId id) {
        var running = byId.get(id);
        return running == null ? null : running.entry();
    }

    /** Puts the task of the same epoch in the place of what is known of it. */
    public void update(LaneEntry entry) {
        byId.computeIfPresent(entry.task().id(), (id, running) -> {
            store.put(id, entry);
            return new RunningTask(entry, running.lastSign(), running.deadline(), running.begun());
        });
    }

    public void add(LaneEntry entry, Instant now, Instant deadline) {
        store.put(entry.task().id(), entry);
        remember(new RunningTask(entry, now, deadline, false));
    }

    private void remember(RunningTask running) {
        byId.put(running.entry().task().id(), running);
        counts.merge(running.entry().agent(), 1, Integer::sum);
        shares.merge(Share.of(running.entry()), 1, Integer::sum);
    }

    public void remove(LaneEntry entry) {
        if (byId.remove(entry.task().id()) != null) {
            store.delete(entry.task().id());
            counts.computeIfPresent(entry.agent(), (_, count) -> count == 1 ? null : count - 1);
            shares.computeIfPresent(Share.of(entry), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /** A sign of life; one of an older epoch says nothing. */
    public void sign(TaskId id, int epoch, Instant now) {
        byId.computeIfPresent(id, (_, running) -> running.entry().epoch() == epoch ? running.seenAt(now) : running);
    }

    /** Gives every task a fresh lease. */
    public void renewAll(Instant now) {
        byId.replaceAll((_, running) -> running.renewedAt(now));
    }

    /** The attempts that are not believed in any more. They stay until {@link #remove}. */
    public List<Broken> broken(Instant now, AgentTable agents) {
        var found = new ArrayList<Broken>();
        for (var running : byId.values()) {
            var agent = agents.find(running.entry().agent()).orElse(null);
            lease.broken(running, now, agent).ifPresent(loss -> found.add(new Broken(running.entry(), loss)));
        }
        return found;
    }

    /** What one company has of an agent. */
    private record Share(AgentName agent, Company company) {

        static Share of(LaneEntry entry) {
            return new Share(entry.agent(), entry.task().company());
        }
    }

    /** An attempt that nobody is believed to be working on. */
    public record Broken(LaneEntry entry, Loss loss) {}

    /** The store that this needs. */
    public static List<StoreBuilder<?>> stores(Serde<TaskId> ids, Serde<LaneEntry> entries) {
        return List.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), ids, entries));
    }
}
