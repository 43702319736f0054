// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.status;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.routing.hold.Gates;
import dev.pulser.routing.hold.Hold;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.pause.Pauses;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.timer.Timers;
import dev.pulser.routing.waiting.WaitingTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says how the lanes of one partition are: for each agent in which something has changed since it was last said. Whoever
 * changes something tells; nothing is looked at for an agent that nobody told of. Belongs to one stream task.
 */
public final class StatusBoard {

    /** Share of the newest attempt in the mean. */
    private static final double NEWEST = 0.1;

    private final WaitingTasks waiting;
    private final RunningTasks running;
    private final Timers timers;
    private final Pauses pauses;
    private final Gates gates;
    private final Outlet out;
    private final Set<AgentName> changed = new HashSet<>();
    private final Map<AgentName, AgentStatus> said = new HashMap<>();
    private final Map<AgentName, Double> meanMillis = new HashMap<>();

    public StatusBoard(
            WaitingTasks waiting, RunningTasks running, Timers timers, Pauses pauses, Gates gates, Outlet out) {
        this.waiting = waiting;
        this.running = running;
        this.timers = timers;
        this.pauses = pauses;
        this.gates = gates;
        this.out = out;
    }

    /** Something about this agent may be other than before. */
    public void changed(AgentName agent) {
        changed.add(agent);
    }

    /** Something about all agents that were spoken of may be other than before. */
    public void changedAll() {
        changed.addAll(said.keySet());
    }

    /** An attempt of this agent took so long. */
    public void took(AgentName agent, Duration time) {
        double newest = Math.max(0, time.toMillis());
        meanMillis.merge(agent, newest, (mean, _) -> mean + NEWEST * (newest - mean));
    }

    /** Says what has changed. */
    public void say(AgentTable agents, Instant now) {
        changed.forEach(agent -> sayOf(agent, agents, now));
        changed.clear();
    }

    /** Says at once what has changed about this agent. */
    public void sayNow(AgentName agent, AgentTable agents, Instant now) {
        changed.remove(agent);
        sayOf(agent, agents, now);
    }

    private void sayOf(AgentName agent, AgentTable agents, Instant now) {
        var status = statusOf(agent, agents.find(agent).orElse(null), now);
        var before = said.put(agent, status);
        if (before == null || !status.equals(before.at(now))) {
            out.status(status);
        }
    }

    /** What is not healthy is held whatever waits; anything else holds only what could be started. */
    private @Nullable Hold holdOf(AgentName agent, int capacity) {
        var hold = gates.holdOf(agent);
        boolean couldStart =
                running.count(agent) < capacity && !waiting.isEmpty(agent) && !pauses.holds(agent);
        return couldStart || hold == Hold.UNHEALTHY ? hold : null;
    }

    private AgentStatus statusOf(AgentName agent, @Nullable AgentDefinition definition, Instant now) {
        int capacity = definition == null ? 0 : definition.capacity();
        var mean = meanMillis.get(agent);
        var hold = holdOf(agent, capacity);
        return new AgentStatus(
                agent,
                now,
                capacity,
                running.count(agent),
                waiting.count(agent),
                timers.retrying(agent),
                pauses.holds(agent),
                pauses.companies(),
                mean == null ? null : Duration.ofMillis(Math.round(mean)),
                waiting.linesOf(agent),
                gates.health(agent),
                hold == null ? null : hold.wireName(),
                definition == null ? List.of() : gates.spending(definition, now));
    }
}
