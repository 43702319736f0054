// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.time.Duration;
import java.time.Instant;

/**
 * A point in time on both clocks of this machine.
 *
 * @param nanos monotonic, the same for all processes since the machine started; only differences mean something
 */
public record Moment(long nanos, Instant wall) {

    /** The monotonic time from {@code earlier} to this. */
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
