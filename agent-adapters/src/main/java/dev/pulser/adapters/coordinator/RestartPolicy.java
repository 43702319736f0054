// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import java.time.Duration;

/**
 * When a server that ended is started again.
 *
 * @param quickExits ends in a row after which it had not lived for {@link #LONG_ENOUGH}
 */
record RestartPolicy(int quickExits) {

    /** A server that lived this long has started well. */
    static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    static final Duration QUARANTINE = Duration.ofSeconds(60);

    private static final int MAX_QUICK_EXITS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    static RestartPolicy fresh() {
        return new RestartPolicy(0);
    }

    RestartPolicy afterExit(Duration lived) {
        return new RestartPolicy(lived.compareTo(LONG_ENOUGH) < 0 ? quickExits + 1 : 0);
    }

    /** After a quarantine, one more quick exit leads to the next. */
    boolean quarantines() {
        return quickExits >= MAX_QUICK_EXITS;
    }

    /** Before the next start. */
    Duration pause() {
        if (quarantines()) {
            return QUARANTINE;
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(quickExits - 1, 0, 5));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
