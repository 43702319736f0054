// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import java.time.Duration;

/** Reason for which an attempt is interrupted. */
public enum StopReason {
    DEADLINE,
    SHUTDOWN,
    /** The lane dispatched the task again, under a higher epoch. */
    SUPERSEDED,
    /** The lane revoked the assignment, for example because the task was canceled. */
    REVOKED;

    /** Returns the outcome of an attempt that stopped for this reason. */
    Outcome outcome(Assignment assignment) {
        return switch (this) {
            case DEADLINE ->
                Outcomes.ambiguous(
                        "timeout",
                        "Agent %s did not respond within %s, the limit of an attempt"
                                .formatted(assignment.agent(), limit(assignment)));
            case SHUTDOWN ->
                Outcomes.ambiguous(
                        "adapter-stopped",
                        "agent-adapters shut down while waiting for agent %s".formatted(assignment.agent()));
            case SUPERSEDED, REVOKED -> new Outcome.Cancelled();
        };
    }

    private static String limit(Assignment assignment) {
        var limit = Duration.between(assignment.assignedAt(), assignment.deadline());
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
