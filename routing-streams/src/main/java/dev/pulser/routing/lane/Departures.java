// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.name.AgentName;
import dev.pulser.routing.waiting.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what waits for unhealthy agents away, line by line, the most urgent first, and no more in one go than keeps the
 * thread for a moment. Whatever nobody can take is passed over, and looked at again when something about the agents changes.
 */
final class Departures {

    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    /** Tasks looked at in one go, of all agents together. */
    private static final int PER_TICK = 500;

    private final LaneState state;
    private final Handovers handovers;
    private final Deadlines deadlines;
    private final Map<Place.Line, Passed> passed = new HashMap<>();
    private Handovers.@Nullable World world;

    Departures(LaneState state, Handovers handovers, Deadlines deadlines) {
        this.state = state;
        this.handovers = handovers;
        this.deadlines = deadlines;
    }

    /** One go. */
    void tick(Instant now) {
        var leaving = state.waiting().agents().stream()
                .filter(handovers::leave)
                .sorted()
                .toList();
        if (leaving.isEmpty()) {
            passed.clear();
            return;
        }
        var current = handovers.world();
        if (!current.equals(world)) {
            world = current;
            passed.clear();
        }
        int share = Math.max(1, PER_TICK / leaving.size());
        leaving.forEach(agent -> move(agent, share, now));
    }

    private void move(AgentName agent, int most, Instant now) {
        int left = most;
        int moved = 0;
        for (var line : state.waiting().linesOf(agent)) {
            if (left == 0) {
                break;
            }
            if (state.pauses().holds(line.company())) {
                continue;
            }
            var name = new Place.Line(agent, line.priority(), line.company());
            long index = start(name, line);
            for (; index < line.tail() && left > 0; index++, left--) {
                moved += move(new Place(name, index), now) ? 1 : 0;
            }
            passed.put(name, new Passed(line.head(), index));
        }
        if (moved > 0) {
            LOG.info("tasks handed over agent={} tasks={}", agent, moved);
        }
    }

    /** Where to go on; from the first task where the line has begun anew, or got one before its first. */
    private long start(Place.Line name, AgentStatus.Line line) {
        var before = passed.get(name);
        if (before == null || before.head > line.head() || before.next > line.tail()) {
            return line.head();
        }
        return Math.max(before.next, line.head());
    }

    private boolean move(Place place, Instant now) {
        var entry = state.waiting().find(place);
        if (entry == null || !handovers.handOver(entry, null, now)) {
            return false;
        }
        state.waiting().remove(place, entry);
        deadlines.forget(entry, place);
        return true;
    }

    /** How far a line has been gone through, and where it began then. */
    private record Passed(long head, long next) {}
}
