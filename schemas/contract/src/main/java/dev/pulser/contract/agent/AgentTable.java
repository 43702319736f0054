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

/** Every agent at one moment, and the rule that gives each task its home. Immutable; safe from any thread. */
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
        // In the order of names, so that two agents of one type give the same home everywhere.
        byName.values().forEach(agent -> agent.taskTypes().forEach(type -> homes.putIfAbsent(type, agent.name())));
        return new AgentTable(byName, homes);
    }

    public static AgentTable empty() {
        return EMPTY;
    }

    /** This table with one agent added or replaced. */
    public AgentTable with(AgentDefinition agent) {
        var agents = new HashMap<>(byName);
        agents.put(agent.name(), agent);
        return of(agents.values());
    }

    /** This table with one agent fewer. */
    public AgentTable without(AgentName name) {
        var agents = new HashMap<>(byName);
        agents.remove(name);
        return of(agents.values());
    }

    /**
     * The agent whose lane a task enters first: the one it asks for, else the one its type belongs to, or where that one is
     * disabled the first of its backups that is not. Disabled only where there is no other. A pure function of the task and
     * this table, so that every door computes the same.
     */
    public Optional<AgentName> homeOf(TaskType type, @Nullable AgentName asked) {
        if (asked != null) {
            return byName.containsKey(asked) ? Optional.of(asked) : Optional.empty();
        }
        return Optional.ofNullable(homes.get(type)).map(this::orItsBackup);
    }

    private AgentName orItsBackup(AgentName home) {
        return isEnabled(home)
                ? home
                : backupsOf(home).filter(this::isEnabled).findFirst().orElse(home);
    }

    private Stream<AgentName> backupsOf(AgentName name) {
        return find(name).stream().flatMap(agent -> agent.backups().stream());
    }

    /** Whether there is such an agent and it takes new tasks. */
    public boolean isEnabled(AgentName name) {
        return find(name).filter(AgentDefinition::enabled).isPresent();
    }

    public Optional<AgentDefinition> find(AgentName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of their names. */
    public Collection<AgentDefinition> agents() {
        return byName.values();
    }

    /** Every type that has a home, in the order of their names. */
    public Set<String> taskTypes() {
        var names = new TreeSet<String>();
        homes.keySet().forEach(type -> names.add(type.name()));
        return names;
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }
}
