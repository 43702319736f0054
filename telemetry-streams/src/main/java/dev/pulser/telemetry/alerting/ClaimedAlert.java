// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import dev.pulser.telemetry.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alert that is due and leased to this instance.
 *
 * @param attempts     number of attempts, this one included
 * @param deliveredTo  names of the channels that have accepted it
 * @param previouslyAt time of the last sent alert of this kind and subject; null for none
 * @param holds        true when the condition of the alert still holds
 */
record ClaimedAlert(
        Alert alert,
        int attempts,
        Set<String> deliveredTo,
        @Nullable Instant previouslyAt,
        boolean holds) {

    ClaimedAlert {
        deliveredTo = Set.copyOf(deliveredTo);
    }

    /** Decision about an alert that is due. */
    sealed interface AlertDecision {

        record Send() implements AlertDecision {}

        /** The same alert was sent within the quiet time. */
        record Postpone(Instant until) implements AlertDecision {}

        /** The condition ended before anything was sent. */
        record Suppress() implements AlertDecision {}
    }

    /**
     * Returns the decision. Only a first attempt may be postponed or suppressed: after that, a channel may have delivered it.
     *
     * @param quiet time in which an alert of the same kind and subject is not sent again
     */
    AlertDecision decide(Instant now, Duration quiet) {
        if (attempts > 1) {
            return new AlertDecision.Send();
        }
        var quietUntil = previouslyAt == null ? Instant.MIN : previouslyAt.plus(quiet);
        if (now.isBefore(quietUntil)) {
            return new AlertDecision.Postpone(quietUntil);
        }
        boolean wasPostponed = alert.at().isBefore(quietUntil);
        return (wasPostponed || alert.kind().isVerified()) && !holds
                ? new AlertDecision.Suppress()
                : new AlertDecision.Send();
    }
}
