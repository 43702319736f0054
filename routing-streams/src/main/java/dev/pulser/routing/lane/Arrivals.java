// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.out.DeadLetters;
import dev.pulser.routing.out.Events;
import dev.pulser.routing.out.Outlet;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the tasks in that other lanes have handed over. */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private static final String DUPLICATE_ID = "duplicate-id";

    private final LaneState state;
    private final Lanes lanes;
    private final Handovers handovers;
    private final Ledger ledger;
    private final Outlet out;

    Arrivals(LaneState state, Lanes lanes, Handovers handovers, Ledger ledger, Outlet out) {
        this.state = state;
        this.lanes = lanes;
        this.handovers = handovers;
        this.ledger = ledger;
        this.out = out;
    }

    void take(Handover handover, Instant now) {
        var entry = LaneEntry.arriving(handover, now);
        var task = entry.task();
        switch (ledger.arrive(task, entry.agent(), entry.handovers(), now)) {
            case FIRST, REPEATED -> {
                if (isHere(task.id())) {
                    LOG.warn("handover ignored task={} reason=\"the task has been submitted here too\"", task.id());
                } else {
                    receive(handover, entry, now);
                }
            }
            case CANCELLED -> {
                var reason = "cancelled on its way from %s".formatted(handover.from());
                out.event(Events.unfinished(entry, now, TaskState.CANCELLED, null, reason, null));
            }
            case CONFLICTING -> {
                var reason = "another task with this id has come to agent %s; every task needs its own"
                        .formatted(entry.agent());
                out.event(Events.unfinished(entry, now, TaskState.FAILED, DUPLICATE_ID, reason, null));
                out.deadLetter(DeadLetters.ofLane(entry, now, DUPLICATE_ID, reason, entry.attempts()));
            }
        }
    }

    private boolean isHere(TaskId task) {
        return state.running().find(task) != null
                || state.waiting().placeOf(task) != null
                || state.timers().findRetry(task) != null;
    }

    /** Into its lane, or on to the next where the agent does not take tasks any more. */
    private void receive(Handover handover, LaneEntry entry, Instant now) {
        if (entry.task().expiredAt(now)) {
            lanes.expire(entry, now);
        } else if (handovers.takes(entry.agent()) || !handovers.handOver(entry, handover.from(), now)) {
            lanes.stay(entry, now, "taken over from %s".formatted(handover.from()));
        }
    }
}
