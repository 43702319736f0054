// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.time.Duration;
import java.time.Instant;

/**
 * Point in time on the monotonic clock and the wall clock of this machine.
 *
 * @param nanos monotonic time, shared by all processes since the start of the machine; only differences are meaningful
 */
public record Moment(long nanos, Instant wall) {

    /** Returns the monotonic time from {@code earlier} to this. */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    public boolean isBefore(Moment other) {
        return nanos < other.nanos;
    }

    public Moment plus(Duration duration) {
        return new Moment(nanos + duration.toNanos(), wall.plus(duration));
    }
}
