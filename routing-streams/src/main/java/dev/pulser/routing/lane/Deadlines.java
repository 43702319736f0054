// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Task;
import dev.pulser.routing.timer.Timer;
import dev.pulser.routing.timer.Timers;
import dev.pulser.routing.waiting.Ageing;
import dev.pulser.routing.waiting.Place;
import java.time.Instant;

/** The timer that a waiting task with a deadline has: first for when it comes near, which lifts the task, then for itself. */
final class Deadlines {

    private final Timers timers;
    private final Ageing ageing;

    Deadlines(Timers timers, Ageing ageing) {
        this.timers = timers;
        this.ageing = ageing;
    }

    /** The task waits at {@code place} from now on. */
    void watch(LaneEntry entry, Place place) {
        var task = entry.task();
        var deadline = task.deadline();
        if (deadline == null) {
            return;
        }
        var next = alarm(task, place);
        timers.set(
                next,
                next.equals(deadline)
                        ? new Timer.DeadlinePassed(task.id(), place)
                        : new Timer.DeadlineNear(task.id(), place));
    }

    /** The task does not wait at {@code place} any more. */
    void forget(LaneEntry entry, Place place) {
        if (entry.task().deadline() != null) {
            timers.cancel(alarm(entry.task(), place), entry.task().id());
        }
    }

    /** A task that stands above its class has been lifted; until then what counts is when it will be. */
    private Instant alarm(Task task, Place place) {
        var deadline = task.deadline();
        if (deadline == null) {
            throw new IllegalArgumentException("task " + task.id() + " has no deadline");
        }
        boolean lifted = place.line().priority() != task.priority();
        return lifted ? deadline : ageing.nearFrom(task).orElse(deadline);
    }
}
