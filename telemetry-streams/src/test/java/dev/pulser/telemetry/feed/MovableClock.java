// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
final class MovableClock implements InstantSource {

    private Instant now;

    MovableClock(Instant start) {
        now = start;
    }

    void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
