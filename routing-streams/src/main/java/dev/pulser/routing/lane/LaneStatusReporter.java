// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentPauses;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.routing.dispatch.BlockReason;
import dev.pulser.routing.dispatch.DispatchGate;
import dev.pulser.routing.dispatch.PauseRegistry;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.queue.WaitingTasks;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publisher of {@link AgentStatus} for the lanes of one partition. Only agents marked as changed are evaluated, and
 * only a status that differs from the last one is written. Confined to one stream task.
 */
final class LaneStatusReporter {

    /** Weight of the newest attempt in the moving average. */
    private static final double NEWEST_WEIGHT = 0.1;

    private final WaitingTasks waiting;
    private final RunningTasks running;
    private final Timers timers;
    private final PauseRegistry pauses;
    private final DispatchGate gate;
    private final RecordWriter writer;
    private final Set<AgentName> changed = new HashSet<>();
    private final Map<AgentName, AgentStatus> published = new HashMap<>();
    private final Map<AgentName, Double> meanMillis = new HashMap<>();

    LaneStatusReporter(
            WaitingTasks waiting,
            RunningTasks running,
            Timers timers,
            PauseRegistry pauses,
            DispatchGate gate,
            RecordWriter writer) {
        this.waiting = waiting;
        this.running = running;
        this.timers = timers;
        this.pauses = pauses;
        this.gate = gate;
        this.writer = writer;
    }

    void markChanged(AgentName agent) {
        changed.add(agent);
    }

    /** Marks every agent with a published status. */
    void markAllChanged() {
        changed.addAll(published.keySet());
    }

    /** Records the duration of an attempt for the moving average. */
    void recordDuration(AgentName agent, Duration duration) {
        double newest = Math.max(0, duration.toMillis());
        meanMillis.merge(agent, newest, (mean, _) -> mean + NEWEST_WEIGHT * (newest - mean));
    }

    void publishChanged(AgentTable agents, Instant now) {
        changed.forEach(agent -> publishIfDifferent(agent, agents, now));
        changed.clear();
    }

    void publish(AgentName agent, AgentTable agents, Instant now) {
        changed.remove(agent);
        publishIfDifferent(agent, agents, now);
    }

    private void publishIfDifferent(AgentName agent, AgentTable agents, Instant now) {
        var status = status(agent, agents.find(agent).orElse(null), now);
        var before = published.put(agent, status);
        if (before == null || !status.equals(before.withTime(now))) {
            writer.writeStatus(status);
        }
    }

    /** Returns {@code unhealthy} at any time, and other reasons only when a waiting task could start otherwise. */
    private @Nullable BlockReason blockReason(AgentName agent, int capacity) {
        var reason = gate.blockReason(agent);
        boolean couldStart = running.count(agent) < capacity && !waiting.isEmpty(agent) && !pauses.isPaused(agent);
        return couldStart || reason == BlockReason.UNHEALTHY ? reason : null;
    }

    private AgentStatus status(AgentName agent, @Nullable AgentDefinition definition, Instant now) {
        int capacity = definition == null ? 0 : definition.capacity();
        var mean = meanMillis.get(agent);
        var reason = blockReason(agent, capacity);
        var load = new AgentLoad(
                capacity,
                running.count(agent),
                waiting.count(agent),
                timers.retryCount(agent),
                mean == null ? null : Duration.ofMillis(Math.round(mean)));
        return new AgentStatus(
                agent,
                now,
                load,
                new AgentPauses(pauses.isPaused(agent), pauses.pausedCompanies()),
                waiting.queuePointers(agent),
                gate.health(agent),
                reason == null ? null : reason.wireName(),
                definition == null ? List.of() : gate.spending(definition, now));
    }
}
