// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settlement;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.text.Excerpt;
import java.time.Duration;
import java.time.Instant;

/** Policy that decides the {@link Settlement} of an ended attempt by the task, the outcome and the time. */
public final class SettlementPolicy {

    /** Code of a task that may have been done and is therefore not retried. */
    public static final String AMBIGUOUS_OUTCOME = "ambiguous-outcome";

    /** Shortest delay of a deferral, so that an adapter cannot defer in a tight loop. */
    private static final Duration MIN_DEFERRAL = Duration.ofMillis(200);

    private static final int MAX_CODE_CHARS = 100;
    private static final int MAX_REASON_CHARS = 2_000;

    private final RetryPolicy retries;

    public SettlementPolicy(RetryPolicy retries) {
        this.retries = retries;
    }

    public Settlement settle(LaneEntry entry, Outcome outcome, Instant startedAt, Instant now) {
        if (entry.revocationReason() != null) {
            return new Settlement.Cancelled(entry.revocationReason()); // regardless of the outcome
        }
        return switch (outcome) {
            case Outcome.Succeeded(var output) -> new Settlement.Completed(output);
            case Outcome.Cancelled() -> new Settlement.Cancelled(null);
            case Outcome.Deferred(var code, var reason, var after) -> defer(entry, code, reason, after, now);
            case Outcome.Failed(var failure) -> settle(entry, failure, attempt(entry, failure, startedAt, now), now);
        };
    }

    /** Returns the settlement of a dispatched attempt that no adapter started. */
    public Settlement settleNotStarted(LaneEntry entry, String reason, Instant now) {
        if (entry.revocationReason() != null) {
            return new Settlement.Cancelled(entry.revocationReason());
        }
        return entry.task().expiredAt(now)
                ? new Settlement.Expired("The task's deadline passed before an adapter started it.")
                : new Settlement.Requeued(reason);
    }

    /** A deferral counts no attempt, so that only the task's deadline ends a series of them. */
    private static Settlement defer(LaneEntry entry, String code, String reason, Duration after, Instant now) {
        var task = entry.task();
        if (task.expiredAt(now)) {
            return new Settlement.Expired(
                    "The task's deadline passed while its attempt was deferred (%s): %s".formatted(code, reason));
        }
        var delay = after.compareTo(MIN_DEFERRAL) < 0 ? MIN_DEFERRAL : after;
        var due = now.plus(
                delay.compareTo(RetryPolicy.MAX_REQUESTED_DELAY) < 0 ? delay : RetryPolicy.MAX_REQUESTED_DELAY);
        var latest = task.deadline() != null && task.deadline().isBefore(due) ? task.deadline() : due;
        return new Settlement.Deferred(latest, truncated(new TaskError(code, reason)));
    }

    private Settlement settle(LaneEntry entry, Failure failure, Attempt attempt, Instant now) {
        return switch (failure) {
            case Failure.Transient again -> retry(entry, again, attempt, now);
            case Failure.Permanent _ -> new Settlement.Failed(attempt.error(), attempt);
            case Failure.Ambiguous _ ->
                new Settlement.Failed(
                        new TaskError(
                                AMBIGUOUS_OUTCOME,
                                "The attempt ended with %s, and the agent may have done the task. Check the agent, then replay or drop the task. %s"
                                        .formatted(
                                                attempt.error().code(),
                                                attempt.error().reason())),
                        attempt);
        };
    }

    private Settlement retry(LaneEntry entry, Failure.Transient failure, Attempt attempt, Instant now) {
        var task = entry.task();
        if (task.expiredAt(now)) {
            return new Settlement.Expired("The task's deadline passed. Attempt %d ended with %s: %s"
                    .formatted(
                            attempt.number(),
                            attempt.error().code(),
                            attempt.error().reason()));
        }
        if (!retries.allowsRetryAfter(entry.attempt())) {
            return failed(
                    attempt,
                    entry.attempt() == 1
                            ? "The only attempt failed."
                            : "All %d attempts failed.".formatted(entry.attempt()));
        }
        var due = now.plus(retries.delay(task.id(), entry.attempt(), failure.after()));
        if (task.expiredAt(due)) {
            return failed(
                    attempt,
                    "Attempt %d failed, and the next attempt would start after the task's deadline."
                            .formatted(attempt.number()));
        }
        return new Settlement.Retried(due, attempt);
    }

    private static Settlement failed(Attempt attempt, String reason) {
        var error = attempt.error();
        return new Settlement.Failed(
                new TaskError(error.code(), "%s Last error: %s".formatted(reason, error.reason())), attempt);
    }

    private static Attempt attempt(LaneEntry entry, Failure failure, Instant startedAt, Instant now) {
        return new Attempt(entry.attempt(), entry.agent(), startedAt, now, truncated(failure.error()));
    }

    private static TaskError truncated(TaskError error) {
        return new TaskError(
                Excerpt.truncate(error.code(), MAX_CODE_CHARS), Excerpt.truncate(error.reason(), MAX_REASON_CHARS));
    }
}
