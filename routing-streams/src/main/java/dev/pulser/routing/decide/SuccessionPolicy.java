// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decide;

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
 * Chooses who takes over a waiting task from its agent: the first of the agent's backups that can, else the agent whose lane
 * the task came into first. A pure function of the task, the agents and how they are.
 */
public final class SuccessionPolicy {

    /** How often a task goes from lane to lane; after that it waits where it is. */
    public static final int MAX_HANDOVERS = 10;

    /**
     * Empty where nobody can.
     *
     * @param usable whether an agent may be given tasks, as far as this lane knows
     * @param from   who has just handed the task to this agent, and does not get it back at once; its other backups count
     */
    public Optional<AgentName> successor(
            LaneEntry entry, AgentTable agents, Predicate<AgentName> usable, @Nullable AgentName from) {
        if (entry.handovers() >= MAX_HANDOVERS) {
            return Optional.empty();
        }
        return Stream.of(backupsOf(entry.agent(), agents), backupsOf(from, agents), homeOf(entry))
                .flatMap(List::stream)
                .filter(agent -> !agent.equals(entry.agent()) && !agent.equals(from))
                .filter(agent ->
                        agents.find(agent).filter(to -> takes(to, entry)).isPresent())
                .filter(usable)
                .findFirst();
    }

    private static List<AgentName> backupsOf(@Nullable AgentName agent, AgentTable agents) {
        return agent == null
                ? List.of()
                : agents.find(agent).map(AgentDefinition::backups).orElse(List.of());
    }

    private static List<AgentName> homeOf(LaneEntry entry) {
        var home = entry.home();
        return home == null ? List.of() : List.of(home);
    }

    private static boolean takes(AgentDefinition agent, LaneEntry entry) {
        var schema = agent.inputSchema();
        return agent.enabled()
                && (schema == null || schema.faults(entry.task().payload()).isEmpty());
    }
}
