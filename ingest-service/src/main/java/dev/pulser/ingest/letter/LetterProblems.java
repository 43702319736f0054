// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.rows.letter.StoredLetter;
import dev.pulser.ingest.status.StatusProblems;

/** What is answered where a dead letter is not, or not fit for what was asked. */
final class LetterProblems {

    private LetterProblems() {}

    /** @throws ProblemException where there is none, or nobody who knows */
    static StoredLetter found(TaskId task, Lookup<StoredLetter> answer) {
        return switch (answer) {
            case Lookup.Found<StoredLetter>(var letter) -> letter;
            case Lookup.Absent<StoredLetter>() -> throw new ProblemException(unknown(task));
            case Lookup.Away<StoredLetter>(var reason) -> throw new ProblemException(StatusProblems.away(reason));
        };
    }

    static Problem unknown(TaskId task) {
        return Problem.of(
                ProblemType.LETTER_UNKNOWN,
                "there is no dead letter of task %s; one appears a moment after its task has failed".formatted(task));
    }

    static Problem notReplayable(TaskId task) {
        return Problem.of(
                ProblemType.LETTER_NOT_REPLAYABLE,
                "the dead letter of task %s does not hold the task itself, whose record was unreadable or too large; submit it anew"
                        .formatted(task));
    }

    static Problem nobodyDoesIt(TaskId task) {
        return Problem.of(
                ProblemType.AGENT_UNKNOWN,
                "task %s asks for an agent or is of a type that no agent has any more".formatted(task));
    }

    static Problem replayedAlready(TaskId task) {
        return Problem.of(
                ProblemType.LETTER_REPLAYED,
                "the dead letter of task %s was replayed already; only one that was not can be dropped"
                        .formatted(task));
    }
}
