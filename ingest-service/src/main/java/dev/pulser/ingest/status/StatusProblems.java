// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What is answered where a task is not. */
@Singleton
public final class StatusProblems {

    /** An id tells when it was given: so young a task may be known elsewhere and on its way to here. */
    static final Duration SETTLING = Duration.ofMinutes(10);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final InstantSource time;

    @Inject
    StatusProblems(InstantSource time) {
        this.time = time;
    }

    /** @throws ProblemException where it is none */
    static TaskId taskId(String text) {
        if (!TaskId.isValid(text)) {
            throw new ProblemException(Problem.of(
                    ProblemType.ID_INVALID,
                    "%s is not a task id; that is tsk_ and 32 lower-case hex digits".formatted(TaskRules.shown(text))));
        }
        return new TaskId(text);
    }

    /** @throws ProblemException where there is nothing, or nobody who knows */
    public <T> T found(TaskId id, Lookup<T> answer) {
        return switch (answer) {
            case Lookup.Found<T>(var value) -> value;
            case Lookup.Absent<T>() -> throw new ProblemException(absent(id, time.instant()));
            case Lookup.Away<T>(var reason) -> throw new ProblemException(away(reason));
        };
    }

    /** Never 404 for a task that may have been accepted a moment ago, here or by another instance. */
    static Problem absent(TaskId id, Instant now) {
        var givenAt = Instant.ofEpochMilli(Long.parseLong(id.value().substring(4, 16), 16));
        if (givenAt.isAfter(now.minus(SETTLING)) && givenAt.isBefore(now.plus(SETTLING))) {
            return Problem.passing(
                    ProblemType.TASK_NOT_VISIBLE,
                    "the id is so new that its task may be on its way still; ask again",
                    AGAIN);
        }
        return Problem.of(
                ProblemType.TASK_UNKNOWN, "there is no task %s; ids are those that POST answered".formatted(id));
    }

    /** For what only a store could answer. */
    public static Problem away(String reason) {
        return Problem.passing(
                ProblemType.STORE_UNAVAILABLE,
                "what is asked for cannot be looked up now (%s); ask again".formatted(reason),
                AGAIN);
    }
}
