// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.declared.ServerDefinition;
import java.time.Duration;

/**
 * When a server that ended, or cannot be reached, is tried again.
 *
 * @param longestPause between two tries
 * @param quarantines  whether it is left alone for a while after too many quick ends; a process that is started costs
 *                     something, a server elsewhere that is asked whether it is there does not
 * @param quickEnds    in a row, after which it had not lived for {@link #LONG_ENOUGH}
 */
record RestartPolicy(Duration longestPause, boolean quarantines, int quickEnds) {

    /** A server that lived this long has started well. */
    static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    static final Duration QUARANTINE = Duration.ofSeconds(60);

    private static final int MAX_QUICK_ENDS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    static RestartPolicy of(ServerDefinition definition) {
        return switch (definition) {
            case ServerDefinition.Command _ -> new RestartPolicy(Duration.ofSeconds(5), true, 0);
            case ServerDefinition.Url _ -> new RestartPolicy(Duration.ofSeconds(3), false, 0);
        };
    }

    RestartPolicy afterEnd(Duration lived) {
        return new RestartPolicy(longestPause, quarantines, lived.compareTo(LONG_ENOUGH) < 0 ? quickEnds + 1 : 0);
    }

    /** After a quarantine, one more quick end leads to the next. */
    boolean isInQuarantine() {
        return quarantines && quickEnds >= MAX_QUICK_ENDS;
    }

    /** Before the next try. */
    Duration pause() {
        if (isInQuarantine()) {
            return QUARANTINE;
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(quickEnds - 1, 0, 5));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
