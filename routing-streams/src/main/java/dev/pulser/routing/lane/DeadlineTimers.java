// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Task;
import dev.pulser.routing.ordering.PriorityAging;
import dev.pulser.routing.queue.QueuePosition;
import dev.pulser.routing.timer.Timer;
import dev.pulser.routing.timer.Timers;
import java.time.Instant;

/**
 * Deadline timers of waiting tasks. A task with a deadline has one timer: first for the time when the deadline is near,
 * which promotes the task, then for the deadline.
 */
final class DeadlineTimers {

    private final Timers timers;
    private final PriorityAging aging;

    DeadlineTimers(Timers timers, PriorityAging aging) {
        this.timers = timers;
        this.aging = aging;
    }

    /** Schedules the timer of a task that waits at {@code position} from now on. */
    void schedule(LaneEntry entry, QueuePosition position) {
        var task = entry.task();
        var deadline = task.deadline();
        if (deadline == null) {
            return;
        }
        var next = nextTime(task, position);
        timers.schedule(
                next,
                next.equals(deadline)
                        ? new Timer.DeadlinePassed(task.id(), position)
                        : new Timer.DeadlineNear(task.id(), position));
    }

    /** Cancels the timer of a task that no longer waits at {@code position}. */
    void cancel(LaneEntry entry, QueuePosition position) {
        if (entry.task().deadline() != null) {
            timers.cancel(nextTime(entry.task(), position), entry.task().id());
        }
    }

    /** Returns the deadline of a promoted task, else the time at which the deadline is near. */
    private Instant nextTime(Task task, QueuePosition position) {
        var deadline = task.deadline();
        if (deadline == null) {
            throw new IllegalArgumentException("task " + task.id() + " has no deadline");
        }
        boolean promoted = position.queue().priority() != task.priority();
        return promoted ? deadline : aging.nearFrom(task).orElse(deadline);
    }
}
