// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;

/** Signals a call without a result. The message is the reason of the failure. */
final class A2aCallException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final boolean taskLost;

    private A2aCallException(Failure failure, boolean taskLost) {
        super(failure.reason());
        this.failure = failure;
        this.taskLost = taskLost;
    }

    static A2aCallException of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var failure) -> new A2aCallException(failure, false);
            case Outcome.Succeeded _, Outcome.Cancelled _, Outcome.Deferred _ ->
                throw new IllegalArgumentException("not a failure: " + outcome);
        };
    }

    /** Returns the exception for a task that the agent no longer knows. */
    static A2aCallException ofLostTask(Failure failure) {
        return new A2aCallException(failure, true);
    }

    /** Returns the outcome of an attempt that makes no further call. */
    Outcome outcome() {
        return new Outcome.Failed(failure);
    }

    /** Returns the outcome of an attempt whose call can be repeated safely: an ambiguous failure becomes retryable. */
    Outcome retryableOutcome() {
        return failure instanceof Failure.Ambiguous(var code, var reason)
                ? new Outcome.Failed(new Failure.Transient(code, reason, null))
                : outcome();
    }

    /** Returns true if the same call may succeed later. */
    boolean isRetryable() {
        return !taskLost && !(failure instanceof Failure.Permanent);
    }
}
