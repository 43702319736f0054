// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskId;
import dev.pulser.routing.waiting.Place;

/** Something to do about a task at its time. A task has at most one. Closed: what is new here must be handled. */
public sealed interface Timer {

    /** The task it is about. */
    TaskId task();

    /** The pause before the next attempt is over; {@code entry} lives here until then. */
    record RetryDue(LaneEntry entry) implements Timer {

        @Override
        public TaskId task() {
            return entry.task().id();
        }
    }

    /** The deadline of a task that waits at {@code place} comes near. */
    record DeadlineNear(TaskId task, Place place) implements Timer {}

    /** The deadline of a task that waits at {@code place}. */
    record DeadlinePassed(TaskId task, Place place) implements Timer {}
}
