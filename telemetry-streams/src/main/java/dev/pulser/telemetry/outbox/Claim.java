// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import dev.pulser.telemetry.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert whose turn it is, and that is this instance's for a while.
 *
 * @param attempts  with this one
 * @param delivered the channels that have taken it already
 * @param toldAt    when the last alert of this kind about this subject that was told had been found; null for none
 * @param holds     whether it is still so
 */
record Claim(
        Alert alert,
        int attempts,
        Set<String> delivered,
        @Nullable Instant toldAt,
        boolean holds) {

    Claim {
        delivered = Set.copyOf(delivered);
    }

    /** What to do with an alert. */
    sealed interface Verdict {

        record Tell() implements Verdict {}

        /** The same was told a moment ago. */
        record HoldBack(Instant until) implements Verdict {}

        /** It is no longer so, and nobody has been told any of it. */
        record Forget() implements Verdict {}
    }

    /**
     * Only at the first attempt an alert may be held back or forgotten: after that some channel may have told people of it.
     *
     * @param quiet for how long the same is not told again
     */
    Verdict verdict(Instant now, Duration quiet) {
        if (attempts > 1) {
            return new Verdict.Tell();
        }
        var quietUntil = toldAt == null ? Instant.MIN : toldAt.plus(quiet);
        if (now.isBefore(quietUntil)) {
            return new Verdict.HoldBack(quietUntil);
        }
        boolean wasHeldBack = alert.at().isBefore(quietUntil);
        return (wasHeldBack || alert.kind().isVerified()) && !holds ? new Verdict.Forget() : new Verdict.Tell();
    }
}
