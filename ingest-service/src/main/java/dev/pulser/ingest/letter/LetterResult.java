// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a command did with one letter.
 *
 * @param task    the failed one
 * @param as      the task that repeats it, where it was replayed
 * @param problem why nothing was done; null where it was
 */
record LetterResult(
        TaskId task, @Nullable TaskId as, @Nullable Problem problem) {

    static LetterResult done(TaskId task, @Nullable TaskId as) {
        return new LetterResult(task, as, null);
    }

    static LetterResult refused(TaskId task, Problem problem) {
        return new LetterResult(task, null, problem);
    }
}
