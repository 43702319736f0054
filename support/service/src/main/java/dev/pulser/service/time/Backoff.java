// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.time;

import java.time.Duration;

/**
 * Exponential backoff: pauses that double up to a limit. Immutable.
 *
 * @param first   pause after the first failure; positive
 * @param longest upper limit of the pauses; not below {@code first}
 * @param next    pause after the next failure
 */
public record Backoff(Duration first, Duration longest, Duration next) {

    public Backoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "backoff needs 0 < first <= longest, got first=%s longest=%s".formatted(first, longest));
        }
    }

    public static Backoff between(Duration first, Duration longest) {
        return new Backoff(first, longest, first);
    }

    /** Returns the backoff after one more failure. */
    public Backoff increased() {
        var twice = next.multipliedBy(2);
        return new Backoff(first, longest, twice.compareTo(longest) > 0 ? longest : twice);
    }

    /** Returns the backoff after a success. */
    public Backoff reset() {
        return new Backoff(first, longest, first);
    }
}
