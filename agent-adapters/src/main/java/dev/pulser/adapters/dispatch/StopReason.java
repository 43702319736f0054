// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;

/** Why an attempt was interrupted. */
enum StopReason {
    DEADLINE,
    SHUTDOWN,
    /** The lane handed the task out again, under a higher epoch. */
    SUPERSEDED,
    /** Somebody cancelled the task. */
    WITHDRAWN;

    /** How an attempt ends that stops for this reason. What was asked for may have been done, where it was asked for. */
    Outcome outcome(Assignment assignment) {
        return switch (this) {
            case DEADLINE ->
                Results.unknown(
                        "timeout",
                        "agent %s had not answered after %s, the limit of an attempt"
                                .formatted(assignment.agent(), limit(assignment)));
            case SHUTDOWN ->
                Results.unknown(
                        "adapter-stopped",
                        "the adapter was shut down while it waited for agent %s".formatted(assignment.agent()));
            case SUPERSEDED, WITHDRAWN -> new Outcome.Cancelled();
        };
    }

    private static String limit(Assignment assignment) {
        var limit = Duration.between(assignment.assignedAt(), assignment.deadline());
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
