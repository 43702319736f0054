// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.status;

import dev.pulser.contract.name.AgentName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of an agent's lane. Written by the lane when something changed, at most once a second.
 *
 * @param queues      queues that are not empty, most urgent priority first, then by company
 * @param health      combined result of all adapters
 * @param blockReason cause that keeps the lane from starting attempts though the agent has room: {@code unhealthy},
 *     {@code rate-limit} or {@code budget}; null when nothing does
 * @param spending    spending in the current period of the budget: all companies together, then each company that has spent
 */
public record AgentStatus(
        AgentName agent,
        Instant at,
        AgentLoad load,
        AgentPauses pauses,
        List<QueuePointers> queues,
        AgentHealth health,
        @Nullable String blockReason,
        List<Spending> spending) {

    public AgentStatus {
        queues = List.copyOf(queues);
        spending = List.copyOf(spending);
    }

    /** Returns the status of a lane with nothing queued, paused, blocked or spent, and unknown health. */
    public static AgentStatus of(AgentName agent, Instant at, AgentLoad load) {
        return new AgentStatus(agent, at, load, AgentPauses.NONE, List.of(), AgentHealth.UNKNOWN, null, List.of());
    }

    public AgentStatus withTime(Instant time) {
        return new AgentStatus(agent, time, load, pauses, queues, health, blockReason, spending);
    }

    public AgentStatus withPauses(AgentPauses value) {
        return new AgentStatus(agent, at, load, value, queues, health, blockReason, spending);
    }

    public AgentStatus withQueues(List<QueuePointers> value) {
        return new AgentStatus(agent, at, load, pauses, value, health, blockReason, spending);
    }

    public AgentStatus withHealth(AgentHealth value) {
        return new AgentStatus(agent, at, load, pauses, queues, value, blockReason, spending);
    }

    public AgentStatus withBlockReason(@Nullable String value) {
        return new AgentStatus(agent, at, load, pauses, queues, health, value, spending);
    }

    public AgentStatus withSpending(List<Spending> value) {
        return new AgentStatus(agent, at, load, pauses, queues, health, blockReason, value);
    }
}
