// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.time.InstantSource;

/** Reads both clocks. Safe from any thread. */
public record Timepiece(InstantSource wall) {

    public Moment now() {
        return new Moment(System.nanoTime(), wall.instant());
    }
}
