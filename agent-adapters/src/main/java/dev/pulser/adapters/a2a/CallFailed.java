// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;

/** A call had no result; the message is for the log, the failure for the task. */
final class CallFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final boolean taskGone;

    private CallFailed(Failure failure, boolean taskGone) {
        super(failure.reason());
        this.failure = failure;
        this.taskGone = taskGone;
    }

    static CallFailed of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var failure) -> new CallFailed(failure, false);
            case Outcome.Succeeded _, Outcome.Cancelled _, Outcome.Deferred _ ->
                throw new IllegalArgumentException("this is no failure: " + outcome);
        };
    }

    /** The agent does not know the task any more. */
    static CallFailed ofLostTask(Failure failure) {
        return new CallFailed(failure, true);
    }

    /** How an attempt ends that goes no further. */
    Outcome outcome() {
        return new Outcome.Failed(failure);
    }

    /** The same, where the agent was asked for nothing that could be done twice. */
    Outcome outcomeOfQuestion() {
        return failure instanceof Failure.Ambiguous(var code, var reason)
                ? new Outcome.Failed(new Failure.Transient(code, reason, null))
                : outcome();
    }

    /** Whether asking the same again makes sense. */
    boolean mayPass() {
        return !taskGone && !(failure instanceof Failure.Permanent);
    }
}
