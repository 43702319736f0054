// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Clock that a test moves. */
final class MutableClock implements InstantSource {

    private Instant now;

    MutableClock(Instant start) {
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
