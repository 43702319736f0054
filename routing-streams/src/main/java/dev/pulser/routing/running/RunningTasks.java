// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
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
 * Tasks of one partition with a dispatched attempt, in memory and in a store; never more than the agents' capacities.
 * Heartbeats are kept in memory only, so that they cost no write; a restart renews every lease. Confined to one stream
 * task.
 */
public final class RunningTasks {

    public static final String STORE = "routing-running";

    private final KeyValueStore<TaskId, LaneEntry> store;
    private final Lease lease;
    private final Map<TaskId, RunningTask> byId = new HashMap<>();
    private final Map<AgentName, Integer> counts = new HashMap<>();
    private final Map<AgentCompany, Integer> companyCounts = new HashMap<>();

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
                put(new RunningTask(entry, now, Lease.attemptDeadline(entry, dispatchedAt, agent), true));
            });
        }
    }

    /** Returns the number of this agent's running attempts. */
    public int count(AgentName agent) {
        return counts.getOrDefault(agent, 0);
    }

    /** Returns the number of this agent's running attempts for this company. */
    public int count(AgentName agent, Company company) {
        return companyCounts.getOrDefault(new AgentCompany(agent, company), 0);
    }

    /** Returns the task when it runs in this epoch; null otherwise. */
    public @Nullable LaneEntry find(TaskId id, int epoch) {
        var running = byId.get(id);
        return running == null || running.entry().epoch() != epoch ? null : running.entry();
    }

    /** Returns the task when it runs in any epoch; null otherwise. */
    public @Nullable LaneEntry find(TaskId id) {
        var running = byId.get(id);
        return running == null ? null : running.entry();
    }

    /** Replaces the entry of a running task, which must have the same epoch. */
    public void update(LaneEntry entry) {
        byId.computeIfPresent(entry.task().id(), (id, running) -> {
            store.put(id, entry);
            return new RunningTask(entry, running.lastHeartbeat(), running.deadline(), running.started());
        });
    }

    public void add(LaneEntry entry, Instant now, Instant deadline) {
        store.put(entry.task().id(), entry);
        put(new RunningTask(entry, now, deadline, false));
    }

    private void put(RunningTask running) {
        byId.put(running.entry().task().id(), running);
        counts.merge(running.entry().agent(), 1, Integer::sum);
        companyCounts.merge(AgentCompany.of(running.entry()), 1, Integer::sum);
    }

    public void remove(LaneEntry entry) {
        if (byId.remove(entry.task().id()) != null) {
            store.delete(entry.task().id());
            counts.computeIfPresent(entry.agent(), (_, count) -> count == 1 ? null : count - 1);
            companyCounts.computeIfPresent(AgentCompany.of(entry), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Renews the lease of an attempt; a heartbeat of an older epoch is ignored. */
    public void recordHeartbeat(TaskId id, int epoch, Instant now) {
        byId.computeIfPresent(
                id, (_, running) -> running.entry().epoch() == epoch ? running.recordHeartbeat(now) : running);
    }

    /** Renews the leases of all attempts. */
    public void renewLeases(Instant now) {
        byId.replaceAll((_, running) -> running.renewLease(now));
    }

    /** Returns the attempts with expired leases, without removing them. */
    public List<ExpiredLease> expiredLeases(Instant now, AgentTable agents) {
        var expired = new ArrayList<ExpiredLease>();
        for (var running : byId.values()) {
            var agent = agents.find(running.entry().agent()).orElse(null);
            lease.expiry(running, now, agent)
                    .ifPresent(expiry -> expired.add(new ExpiredLease(running.entry(), expiry)));
        }
        return expired;
    }

    private record AgentCompany(AgentName agent, Company company) {

        static AgentCompany of(LaneEntry entry) {
            return new AgentCompany(entry.agent(), entry.task().company());
        }
    }

    /** Attempt with an expired lease. */
    public record ExpiredLease(LaneEntry entry, LeaseExpiry expiry) {}

    /** Returns the store of running tasks. */
    public static List<StoreBuilder<?>> stores(Serde<TaskId> ids, Serde<LaneEntry> entries) {
        return List.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), ids, entries));
    }
}
