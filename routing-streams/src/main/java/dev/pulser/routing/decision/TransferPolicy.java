// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decision;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Policy that chooses the agent to which a waiting task is transferred: the first backup that can take the task, else
 * the task's home agent.
 */
public final class TransferPolicy {

    /** Limit of transfers of a task; after that it stays in its lane. */
    public static final int MAX_TRANSFERS = 10;

    /**
     * Returns the target; empty when no agent can take the task.
     *
     * @param usable true for an agent that may get tasks, as far as this lane knows
     * @param from   agent that has just transferred the task to this one: it is excluded, its other backups are
     *     considered
     */
    public Optional<AgentName> target(
            LaneEntry entry, AgentTable agents, Predicate<AgentName> usable, @Nullable AgentName from) {
        if (entry.transfers() >= MAX_TRANSFERS) {
            return Optional.empty();
        }
        return Stream.of(backupsOf(entry.agent(), agents), backupsOf(from, agents), List.of(entry.home()))
                .flatMap(List::stream)
                .filter(agent -> !agent.equals(entry.agent()) && !agent.equals(from))
                .filter(agent ->
                        agents.find(agent).filter(to -> accepts(to, entry)).isPresent())
                .filter(usable)
                .findFirst();
    }

    private static List<AgentName> backupsOf(@Nullable AgentName agent, AgentTable agents) {
        return agent == null
                ? List.of()
                : agents.find(agent).map(AgentDefinition::backups).orElse(List.of());
    }

    private static boolean accepts(AgentDefinition agent, LaneEntry entry) {
        var schema = agent.inputSchema();
        return agent.enabled()
                && (schema == null || schema.errors(entry.task().payload()).isEmpty());
    }
}
