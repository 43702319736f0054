// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.time.InstantSource;

/** Reader of the monotonic clock and the wall clock. Thread-safe. */
public record RunClock(InstantSource wall) {

    public Moment now() {
        return new Moment(System.nanoTime(), wall.instant());
    }
}
