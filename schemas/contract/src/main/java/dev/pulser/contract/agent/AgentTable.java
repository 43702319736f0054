// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Snapshot of all agents, and the rule that assigns each task to its home agent. Immutable and thread-safe. */
public final class AgentTable {

    private static final AgentTable EMPTY = of(Set.of());

    private final Map<AgentName, AgentDefinition> byName;
    private final Map<TaskType, AgentName> homes;

    private AgentTable(Map<AgentName, AgentDefinition> byName, Map<TaskType, AgentName> homes) {
        this.byName = byName;
        this.homes = homes;
    }

    public static AgentTable of(Collection<AgentDefinition> agents) {
        var byName = new TreeMap<AgentName, AgentDefinition>();
        agents.forEach(agent -> byName.put(agent.name(), agent));
        var homes = new HashMap<TaskType, AgentName>();
        // Ordered by name, so that every service chooses the same home when two agents share a type.
        byName.values().forEach(agent -> agent.taskTypes().forEach(type -> homes.putIfAbsent(type, agent.name())));
        return new AgentTable(byName, homes);
    }

    public static AgentTable empty() {
        return EMPTY;
    }

    /** Returns a copy of this table with one agent added or replaced. */
    public AgentTable with(AgentDefinition agent) {
        var agents = new HashMap<>(byName);
        agents.put(agent.name(), agent);
        return of(agents.values());
    }

    /** Returns a copy of this table without this agent. */
    public AgentTable without(AgentName name) {
        var agents = new HashMap<>(byName);
        agents.remove(name);
        return of(agents.values());
    }

    /**
     * Returns the agent whose lane a task enters first: the requested agent if there is one, otherwise the home of the type. A
     * disabled home is replaced by its first enabled backup, if it has one. Pure function of the task and this table, so that
     * every service computes the same agent.
     *
     * @param requested agent that the task asks for; null lets Pulser choose
     * @return empty when the requested agent does not exist or the type has no home
     */
    public Optional<AgentName> homeOf(TaskType type, @Nullable AgentName requested) {
        if (requested != null) {
            return byName.containsKey(requested) ? Optional.of(requested) : Optional.empty();
        }
        return Optional.ofNullable(homes.get(type)).map(this::enabledOrBackup);
    }

    private AgentName enabledOrBackup(AgentName home) {
        return isEnabled(home)
                ? home
                : backupsOf(home).filter(this::isEnabled).findFirst().orElse(home);
    }

    private Stream<AgentName> backupsOf(AgentName name) {
        return find(name).stream().flatMap(agent -> agent.backups().stream());
    }

    /** Returns true when the agent exists and takes new tasks. */
    public boolean isEnabled(AgentName name) {
        return find(name).filter(AgentDefinition::enabled).isPresent();
    }

    public Optional<AgentDefinition> find(AgentName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns all agents, ordered by name. */
    public Collection<AgentDefinition> agents() {
        return byName.values();
    }

    /** Returns the names of all types that have a home, in alphabetical order. */
    public Set<String> taskTypes() {
        var names = new TreeSet<String>();
        homes.keySet().forEach(type -> names.add(type.name()));
        return names;
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }
}
