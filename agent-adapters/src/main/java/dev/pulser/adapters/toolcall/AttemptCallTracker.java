// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;

/**
 * Tracker of the tool calls of one attempt. Decides if the attempt may be repeated: another attempt makes all calls again, which is
 * safe only if all of them are declared idempotent. Not thread-safe.
 */
public final class AttemptCallTracker {

    private int completed;
    private boolean completedAreRepeatable = true;
    private boolean runningIsRepeatable = true;

    /** Records the start of a call. */
    void callStarted(boolean repeatable) {
        runningIsRepeatable = repeatable;
    }

    /** Records that the call was not sent. */
    void callNotSent() {
        runningIsRepeatable = true;
    }

    /** Records that the call had a result. */
    void callCompleted() {
        completed++;
        completedAreRepeatable &= runningIsRepeatable;
        runningIsRepeatable = true;
    }

    /** Returns true if the attempt may be repeated although the outcome of the running call is unknown. */
    public boolean isRepeatable() {
        return completedAreRepeatable && runningIsRepeatable;
    }

    /** Returns the outcome of an attempt whose last call had the given outcome. */
    public Outcome attemptOutcome(Outcome lastCall) {
        return switch (lastCall) {
            case Outcome.Failed(Failure.Ambiguous(var code, var reason))
            when isRepeatable() -> Outcomes.retryable(code, reason);
            case Outcome.Failed(Failure.Transient(var code, var reason, var _))
            when !completedAreRepeatable -> Outcomes.ambiguous(code, withCompletedCalls(reason));
            case Outcome.Deferred(var code, var reason, var _)
            when !completedAreRepeatable -> Outcomes.ambiguous(code, withCompletedCalls(reason));
            default -> lastCall;
        };
    }

    private String withCompletedCalls(String reason) {
        return "%s Calls completed before: %d. At least one of them is not idempotent.".formatted(reason, completed);
    }
}
