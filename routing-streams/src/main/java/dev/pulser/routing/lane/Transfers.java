// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.routing.agents.GlobalAgentTable;
import dev.pulser.routing.agents.GlobalStatusTable;
import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.decision.TransferPolicy;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.TaskEventFactory;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Transfers of waiting tasks from the lanes of this partition to the lanes of other agents. The event, the transfer
 * record and the ledger entry are written in the transaction that removes the task. Running attempts are not
 * transferred.
 */
final class Transfers {

    private final LaneState state;
    private final GlobalAgentTable agents;
    private final GlobalStatusTable statuses;
    private final Predicate<AgentName> local;
    private final TransferPolicy policy = new TransferPolicy();
    private final Ledger ledger;
    private final RecordWriter writer;

    /** @param local true for an agent with its lane in this partition */
    Transfers(LaneState state, GlobalTables tables, Predicate<AgentName> local, Ledger ledger, RecordWriter writer) {
        this.state = state;
        this.agents = tables.agents();
        this.statuses = tables.statuses();
        this.local = local;
        this.ledger = ledger;
        this.writer = writer;
    }

    /** Returns true when tasks leave this agent's lane: the agent is unhealthy and not paused. */
    boolean isLeaving(AgentName agent) {
        return !state.health().health(agent).state().usable() && !state.pauses().isPaused(agent);
    }

    /** Returns true when this agent is enabled, usable and not paused, as far as this lane knows. */
    boolean takesTasks(AgentName agent) {
        return agents.table().isEnabled(agent) && isUsable(agent);
    }

    private boolean isUsable(AgentName agent) {
        return local.test(agent)
                ? state.health().health(agent).state().usable()
                        && !state.pauses().isPaused(agent)
                : statuses.health(agent).state().usable() && !statuses.isPaused(agent);
    }

    /** Returns everything the choice of a target depends on: equal snapshots give equal choices. */
    AgentSnapshot snapshot() {
        var table = agents.table();
        var unusable = table.agents().stream()
                .map(agent -> agent.name())
                .filter(agent -> !isUsable(agent))
                .collect(Collectors.toUnmodifiableSet());
        return new AgentSnapshot(table, unusable);
    }

    /**
     * Transfers a task to the agent that {@link TransferPolicy} chooses.
     *
     * @param entry task that is in no store
     * @param from  agent that has just transferred the task to this one; null when none has
     * @return false, with nothing written, when no agent can take the task or the record would be too large
     */
    boolean transfer(LaneEntry entry, @Nullable AgentName from, Instant now) {
        var to = policy.target(entry, agents.table(), this::isUsable, from).orElse(null);
        if (to == null) {
            return false;
        }
        var reason = reason(entry, to);
        var transfer = entry.afterEvent().transferTo(to, now, reason);
        if (!writer.writeTransfer(transfer)) {
            return false;
        }
        writer.writeEvent(TaskEventFactory.transferred(entry, to, now, reason));
        ledger.recordOutgoingTransfer(entry.task(), to, transfer.progress().transfers(), now);
        state.status().markChanged(entry.agent());
        return true;
    }

    private String reason(LaneEntry entry, AgentName to) {
        var agent = entry.agent();
        var health = state.health().health(agent);
        var target = to.equals(entry.home()) ? "home agent" : "backup agent";
        return health.state().usable()
                ? "Agent %s accepts no tasks. Transferred to %s %s.".formatted(agent, target, to)
                : "Agent %s is unhealthy. Transferred to %s %s. Health report: %s"
                        .formatted(agent, target, to, Objects.requireNonNullElse(health.reason(), "No reason given."));
    }

    /** Agents and their health at one time. */
    record AgentSnapshot(AgentTable agents, Set<AgentName> unusable) {}
}
