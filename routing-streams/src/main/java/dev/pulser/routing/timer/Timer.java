// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskId;
import dev.pulser.routing.queue.QueuePosition;

/** Timer of a task. A task has at most one. */
public sealed interface Timer {

    TaskId task();

    /** End of a retry delay. The task's entry is kept in this timer until then. */
    record RetryDue(LaneEntry entry) implements Timer {

        @Override
        public TaskId task() {
            return entry.task().id();
        }
    }

    /** Time at which the deadline of a task that waits at {@code position} is near. */
    record DeadlineNear(TaskId task, QueuePosition position) implements Timer {}

    /** Deadline of a task that waits at {@code position}. */
    record DeadlinePassed(TaskId task, QueuePosition position) implements Timer {}
}
