// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Result of a command for one dead letter.
 *
 * @param task       failed task
 * @param replayedAs task that repeats it; null unless replayed
 * @param problem    reason why nothing was done; null on success
 */
record DeadLetterResult(
        TaskId task, @Nullable TaskId replayedAs, @Nullable Problem problem) {

    static DeadLetterResult replayed(TaskId task, @Nullable TaskId replayedAs) {
        return new DeadLetterResult(task, replayedAs, null);
    }

    static DeadLetterResult dropped(TaskId task) {
        return new DeadLetterResult(task, null, null);
    }

    static DeadLetterResult rejected(TaskId task, Problem problem) {
        return new DeadLetterResult(task, null, problem);
    }
}
