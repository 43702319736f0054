// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.ingest.cache.CachedDigests;
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

    /** So young a task may be known elsewhere and on its way to here. */
    static final Duration SETTLING = Duration.ofMinutes(10);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final Problem ON_ITS_WAY = Problem.passing(
            ProblemType.TASK_NOT_VISIBLE, "the id is so new that its task may be on its way still; ask again", AGAIN);

    private final InstantSource time;
    private final CachedDigests digests;

    @Inject
    StatusProblems(InstantSource time, CachedDigests digests) {
        this.time = time;
        this.digests = digests;
    }

    /**
     * The id that a path names.
     *
     * @throws ProblemException where it is none
     */
    public static TaskId taskId(String text) {
        if (!TaskId.isValid(text)) {
            throw new ProblemException(Problem.of(
                    ProblemType.ID_INVALID,
                    "%s is not a task id; that is tsk_ and 32 lower-case hex digits".formatted(TaskRules.shown(text))));
        }
        return new TaskId(text);
    }

    /** @throws ProblemException where there is nothing, or nobody who knows */
    public <T> T found(Company company, TaskId id, Lookup<T> answer) {
        return switch (answer) {
            case Lookup.Found<T>(var value) -> value;
            case Lookup.Absent<T>() -> throw new ProblemException(absent(company, id));
            case Lookup.Away<T>(var reason) -> throw new ProblemException(away(reason));
        };
    }

    /**
     * What a store said that has an answer to everything.
     *
     * @throws ProblemException where it did not
     */
    public static <T> T answered(Lookup<T> answer) {
        return switch (answer) {
            case Lookup.Found<T>(var value) -> value;
            case Lookup.Absent<T>() -> throw new ProblemException(away("no answer"));
            case Lookup.Away<T>(var reason) -> throw new ProblemException(away(reason));
        };
    }

    /** Never 404 for a task that may have been accepted a moment ago, here or by another instance. */
    private Problem absent(Company company, TaskId id) {
        if (isNew(id, time.instant())) {
            return ON_ITS_WAY;
        }
        return switch (digests.claimedWithin(SETTLING, company, id)) {
            case Lookup.Found<Boolean>(var claimed) when claimed -> ON_ITS_WAY;
            case Lookup.Away<Boolean>(var reason) -> away(reason);
            default ->
                Problem.of(
                        ProblemType.TASK_UNKNOWN,
                        "there is no task %s; ids are those that POST answered".formatted(id));
        };
    }

    /** Whether the id says that it was given just now. One that is made of an idempotency key says nothing. */
    static boolean isNew(TaskId id, Instant now) {
        var givenAt = Instant.ofEpochMilli(Long.parseLong(id.value().substring(4, 16), 16));
        return givenAt.isAfter(now.minus(SETTLING)) && givenAt.isBefore(now.plus(SETTLING));
    }

    /** For what only a store could answer. */
    public static Problem away(String reason) {
        return Problem.passing(
                ProblemType.STORE_UNAVAILABLE,
                "what is asked for cannot be looked up now (%s); ask again".formatted(reason),
                AGAIN);
    }
}
