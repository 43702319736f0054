// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settle;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Attempt;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.routing.out.Clip;
import java.time.Duration;
import java.time.Instant;

/** What the end of an attempt means: a pure function of the task, the outcome and the time. */
public final class SettlementRules {

    /** Of a task that nobody may repeat unasked, because nobody knows whether it was done. */
    public static final String AMBIGUOUS_OUTCOME = "AMBIGUOUS_OUTCOME";

    /** So that an adapter that has to wait for nothing at all cannot spin. */
    private static final Duration SHORTEST_DEFERRAL = Duration.ofMillis(200);

    private static final int MAX_CODE_CHARS = 100;
    private static final int MAX_REASON_CHARS = 2_000;

    private final RetryPlan plan;

    public SettlementRules(RetryPlan plan) {
        this.plan = plan;
    }

    public Settlement settle(LaneEntry entry, Outcome outcome, Instant startedAt, Instant now) {
        if (entry.withdrawn() != null) {
            return new Settlement.Cancelled(entry.withdrawn()); // whatever came of it
        }
        return switch (outcome) {
            case Outcome.Succeeded(var output) -> new Settlement.Completed(output);
            case Outcome.Cancelled() -> new Settlement.Cancelled(null);
            case Outcome.Deferred(var code, var reason, var after) -> defer(entry, code, reason, after, now);
            case Outcome.Failed(var failure) -> settle(entry, failure, attempt(entry, failure, startedAt, now), now);
        };
    }

    /** What becomes of a task that was handed out and that no adapter has begun. */
    public Settlement notBegun(LaneEntry entry, String reason, Instant now) {
        if (entry.withdrawn() != null) {
            return new Settlement.Cancelled(entry.withdrawn());
        }
        return entry.task().expiredAt(now)
                ? new Settlement.Expired("its deadline has passed, and no adapter had begun it")
                : new Settlement.HandedBack(reason);
    }

    /** What has to be waited for is waiting, not an attempt; only the task's own deadline ends it. */
    private static Settlement defer(LaneEntry entry, String code, String reason, Duration after, Instant now) {
        var task = entry.task();
        if (task.expiredAt(now)) {
            return new Settlement.Expired("its deadline has passed while it waited for %s: %s".formatted(code, reason));
        }
        var pause = after.compareTo(SHORTEST_DEFERRAL) < 0 ? SHORTEST_DEFERRAL : after;
        var due = now.plus(pause.compareTo(RetryPlan.MAX_ASKED_FOR) < 0 ? pause : RetryPlan.MAX_ASKED_FOR);
        var latest = task.deadline() != null && task.deadline().isBefore(due) ? task.deadline() : due;
        return new Settlement.Deferred(latest, Clip.to(MAX_CODE_CHARS, code), Clip.to(MAX_REASON_CHARS, reason));
    }

    private Settlement settle(LaneEntry entry, Failure failure, Attempt attempt, Instant now) {
        return switch (failure) {
            case Failure.Transient again -> retry(entry, again, attempt, now);
            case Failure.Permanent _ -> new Settlement.Failed(attempt.code(), attempt.reason(), attempt);
            case Failure.Ambiguous _ ->
                new Settlement.Failed(
                        AMBIGUOUS_OUTCOME,
                        "%s: %s It is not repeated, because it may have been done; find out, then replay it or not."
                                .formatted(attempt.code(), attempt.reason()),
                        attempt);
        };
    }

    private Settlement retry(LaneEntry entry, Failure.Transient failure, Attempt attempt, Instant now) {
        var task = entry.task();
        if (task.expiredAt(now)) {
            return new Settlement.Expired("its deadline has passed; attempt %d ended with %s: %s"
                    .formatted(attempt.number(), attempt.code(), attempt.reason()));
        }
        if (!plan.allowsAfter(entry.attempt())) {
            return new Settlement.Failed(
                    attempt.code(),
                    "gave up after %d attempts: %s".formatted(entry.attempt(), attempt.reason()),
                    attempt);
        }
        var due = now.plus(plan.pause(task.id(), entry.attempt(), failure.after()));
        if (task.expiredAt(due)) {
            return new Settlement.Failed(
                    attempt.code(),
                    "attempt %d failed and the next one, at %s, would come after the deadline: %s"
                            .formatted(attempt.number(), due, attempt.reason()),
                    attempt);
        }
        return new Settlement.Retried(due, attempt);
    }

    private static Attempt attempt(LaneEntry entry, Failure failure, Instant startedAt, Instant now) {
        return new Attempt(
                entry.attempt(),
                entry.agent(),
                startedAt,
                now,
                Clip.to(MAX_CODE_CHARS, failure.code()),
                Clip.to(MAX_REASON_CHARS, failure.reason()));
    }
}
