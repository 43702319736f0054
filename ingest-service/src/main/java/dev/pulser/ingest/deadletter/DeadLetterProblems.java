// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter;

import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.deadletter.StoredDeadLetter;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.status.TaskProblems;
import dev.pulser.ingest.taskcache.Lookup;

/** Problems of dead letters. */
public final class DeadLetterProblems {

    private DeadLetterProblems() {}

    /**
     * Returns the dead letter that was found.
     *
     * @throws ProblemException if it does not exist or the store is unavailable
     */
    public static StoredDeadLetter require(TaskId task, Lookup<StoredDeadLetter> lookup) {
        return switch (lookup) {
            case Lookup.Found<StoredDeadLetter>(var deadLetter) -> deadLetter;
            case Lookup.Absent<StoredDeadLetter>() -> throw new ProblemException(notFound(task));
            case Lookup.Unavailable<StoredDeadLetter>(var reason) ->
                throw new ProblemException(TaskProblems.unavailable(reason));
        };
    }

    public static Problem notFound(TaskId task) {
        return Problem.of(
                ProblemType.DEAD_LETTER_NOT_FOUND,
                "Task %s has no dead letter. A dead letter appears shortly after its task has failed.".formatted(task));
    }

    public static Problem notReplayable(TaskId task) {
        return Problem.of(
                ProblemType.DEAD_LETTER_NOT_REPLAYABLE,
                "The dead letter of task %s does not contain the task, because its record was malformed or too large. Submit the task again."
                        .formatted(task));
    }

    public static Problem noAgent(TaskId task) {
        return Problem.of(
                ProblemType.AGENT_UNKNOWN,
                "The agent or task type of task %s is not assigned to any agent.".formatted(task));
    }

    public static Problem alreadyReplayed(TaskId task) {
        return Problem.of(
                ProblemType.DEAD_LETTER_ALREADY_REPLAYED,
                "The dead letter of task %s was replayed and cannot be dropped.".formatted(task));
    }
}
