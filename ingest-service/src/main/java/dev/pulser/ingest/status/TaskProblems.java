// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.redis.IdempotencyKeyClaims;
import dev.pulser.ingest.taskcache.Lookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Problems of task lookups. */
@Singleton
public final class TaskProblems {

    /** Age up to which an unknown task may still be on its way to this instance. */
    static final Duration VISIBILITY_DELAY = Duration.ofMinutes(10);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Problem NOT_VISIBLE_YET = Problem.temporary(
            ProblemType.TASK_NOT_VISIBLE,
            "The task may have been accepted a moment ago and is not visible yet; try again.",
            RETRY_AFTER);

    private final InstantSource time;
    private final IdempotencyKeyClaims claims;

    @Inject
    TaskProblems(InstantSource time, IdempotencyKeyClaims claims) {
        this.time = time;
        this.claims = claims;
    }

    /**
     * Parses a task id.
     *
     * @throws ProblemException if the text is not a task id
     */
    public static TaskId parseTaskId(String text) {
        if (!TaskId.isValid(text)) {
            throw new ProblemException(Problem.of(
                    ProblemType.ID_INVALID,
                    "%s is not a task id; task ids are tsk_ followed by 32 lower-case hex digits."
                            .formatted(Excerpt.escaped(text))));
        }
        return new TaskId(text);
    }

    /**
     * Returns the value that was found.
     *
     * @throws ProblemException if the task does not exist or no source could answer
     */
    public <T> T require(Company company, TaskId id, Lookup<T> lookup) {
        return switch (lookup) {
            case Lookup.Found<T>(var value) -> value;
            case Lookup.Absent<T>() -> throw new ProblemException(notFound(company, id));
            case Lookup.Unavailable<T>(var reason) -> throw new ProblemException(unavailable(reason));
        };
    }

    /**
     * Returns the value of a lookup that always finds something.
     *
     * @throws ProblemException if the store is unavailable
     */
    public static <T> T requireAvailable(Lookup<T> lookup) {
        return switch (lookup) {
            case Lookup.Found<T>(var value) -> value;
            case Lookup.Absent<T>() -> throw new ProblemException(unavailable("no response"));
            case Lookup.Unavailable<T>(var reason) -> throw new ProblemException(unavailable(reason));
        };
    }

    /** Returns the problem for an unknown task: never 404 for a task that any instance may have accepted recently. */
    private Problem notFound(Company company, TaskId id) {
        if (isNew(id, time.instant())) {
            return NOT_VISIBLE_YET;
        }
        return switch (claims.claimedWithin(VISIBILITY_DELAY, company, id)) {
            case Lookup.Found<Boolean>(var claimed) when claimed -> NOT_VISIBLE_YET;
            case Lookup.Unavailable<Boolean>(var reason) -> unavailable(reason);
            default -> Problem.of(ProblemType.TASK_NOT_FOUND, "Task %s does not exist.".formatted(id));
        };
    }

    /**
     * Returns true when the timestamp in the id is recent. Ids derived from an idempotency key contain no timestamp.
     */
    static boolean isNew(TaskId id, Instant now) {
        var createdAt = Instant.ofEpochMilli(Long.parseLong(id.value().substring(4, 16), 16));
        return createdAt.isAfter(now.minus(VISIBILITY_DELAY)) && createdAt.isBefore(now.plus(VISIBILITY_DELAY));
    }

    /** Returns the problem for an unavailable store. */
    public static Problem unavailable(String reason) {
        return Problem.temporary(
                ProblemType.STORE_UNAVAILABLE,
                "The data store is unavailable (%s); try again later.".formatted(reason),
                RETRY_AFTER);
    }
}
