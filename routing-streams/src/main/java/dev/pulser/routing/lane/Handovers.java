// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.agents.KnownStatus;
import dev.pulser.routing.decide.SuccessionPolicy;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.out.Events;
import dev.pulser.routing.out.Outlet;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands tasks that an agent of this partition cannot be given now to the lane of another agent: the event, the record on its
 * way and the trace in the ledger, all in the transaction in which the task leaves. What runs is left alone.
 */
final class Handovers {

    private final LaneState state;
    private final KnownAgents agents;
    private final KnownStatus statuses;
    private final Predicate<AgentName> mine;
    private final SuccessionPolicy policy = new SuccessionPolicy();
    private final Ledger ledger;
    private final Outlet out;

    /** @param mine whether an agent's lane is in this partition */
    Handovers(LaneState state, Lane.Supplier parts, Predicate<AgentName> mine, Ledger ledger, Outlet out) {
        this.state = state;
        this.agents = parts.agents();
        this.statuses = parts.statuses();
        this.mine = mine;
        this.ledger = ledger;
        this.out = out;
    }

    /** Whether tasks leave this agent's lane: it is unhealthy, and nobody wants them to stay by a pause. */
    boolean leave(AgentName agent) {
        return !state.verdicts().of(agent).state().usable() && !state.pauses().holds(agent);
    }

    /** Whether this agent does tasks that come to it now, as far as is known here. */
    boolean takes(AgentName agent) {
        return agents.table().isEnabled(agent) && usable(agent);
    }

    private boolean usable(AgentName agent) {
        return mine.test(agent)
                ? state.verdicts().of(agent).state().usable() && !state.pauses().holds(agent)
                : statuses.health(agent).state().usable() && !statuses.isPaused(agent);
    }

    /** What choices depend on: while it is the same, whoever could not be handed over still cannot. */
    World world() {
        var table = agents.table();
        var unusable = table.agents().stream()
                .map(agent -> agent.name())
                .filter(agent -> !usable(agent))
                .collect(Collectors.toUnmodifiableSet());
        return new World(table, unusable);
    }

    /** Hands a task that is in none of the stores over. Returns false and does nothing where nobody can take it. */
    boolean handOver(LaneEntry entry, @Nullable AgentName from, Instant now) {
        var to = policy.successor(entry, agents.table(), this::usable, from).orElse(null);
        if (to == null) {
            return false;
        }
        var reason = reason(entry, to);
        var handover = entry.afterEvent().handedOver(to, now, reason);
        if (!out.handOver(handover)) {
            return false; // with all that lies behind it, it is too large for a record
        }
        out.event(Events.handedOver(entry, to, now, reason));
        ledger.handOver(entry.task(), to, handover.handovers(), now);
        state.board().changed(entry.agent());
        return true;
    }

    private String reason(LaneEntry entry, AgentName to) {
        var agent = entry.agent();
        var health = state.verdicts().of(agent);
        var why = health.state().usable()
                ? "agent %s takes no tasks now".formatted(agent)
                : "agent %s is unhealthy: %s"
                        .formatted(agent, Objects.requireNonNullElse(health.reason(), "no reason given"));
        return to.equals(entry.home())
                ? "%s; it goes back to %s".formatted(why, to)
                : "%s; its backup %s takes over".formatted(why, to);
    }

    /** The agents at one moment, and which of them may be given nothing. */
    record World(AgentTable agents, Set<AgentName> unusable) {}
}
