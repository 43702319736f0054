// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;

/**
 * What one attempt has asked of servers, and whether all of it may be asked again: tools are, that are idempotent by Pulser's
 * own configuration. Another attempt makes every call again. For the thread of the attempt alone.
 */
public final class Asked {

    private int done;
    private boolean allDoneMayBeRepeated = true;
    private boolean underWayMayBeRepeated = true;

    /** A call is about to be sent. */
    void begins(boolean mayBeRepeated) {
        underWayMayBeRepeated = mayBeRepeated;
    }

    /** It did not go out after all. */
    void wasNotSent() {
        underWayMayBeRepeated = true;
    }

    /** It was answered with a result. */
    void isDone() {
        done++;
        allDoneMayBeRepeated &= underWayMayBeRepeated;
        underWayMayBeRepeated = true;
    }

    /** Whether the whole attempt may be made again although nobody knows what came of the call that is under way. */
    public boolean mayBeRepeated() {
        return allDoneMayBeRepeated && underWayMayBeRepeated;
    }

    /** How the attempt ends whose last call ended like this. */
    Outcome settled(Outcome last) {
        return switch (last) {
            case Outcome.Failed(Failure.Ambiguous(var code, var reason))
            when mayBeRepeated() -> Results.retryable(code, reason);
            case Outcome.Failed(Failure.Transient(var code, var reason, var _))
            when !allDoneMayBeRepeated -> Results.unknown(code, afterOthers(reason));
            case Outcome.Deferred(var code, var reason, var _)
            when !allDoneMayBeRepeated -> Results.unknown(code, afterOthers(reason));
            default -> last;
        };
    }

    private String afterOthers(String reason) {
        return "%s; %d of the task's calls had been made".formatted(reason, done);
    }
}
