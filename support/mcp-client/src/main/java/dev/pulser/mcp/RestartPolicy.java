// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.mcp.declaration.ServerDefinition;
import java.time.Duration;

/**
 * Delay before a server is started or contacted again. Immutable.
 *
 * @param maxDelay   longest delay between two starts
 * @param backsOff   true if repeated short runs delay the next start by {@link #BACK_OFF}; starting a process is expensive,
 *                   contacting a remote server is not
 * @param shortRuns  number of consecutive runs shorter than {@link #MIN_RUN}
 */
record RestartPolicy(Duration maxDelay, boolean backsOff, int shortRuns) {

    /** Shortest run that resets the count of short runs. */
    static final Duration MIN_RUN = Duration.ofSeconds(5);

    static final Duration BACK_OFF = Duration.ofSeconds(60);

    private static final int MAX_SHORT_RUNS = 3;
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);

    static RestartPolicy of(ServerDefinition definition) {
        return switch (definition) {
            case ServerDefinition.Stdio _ -> new RestartPolicy(Duration.ofSeconds(5), true, 0);
            case ServerDefinition.Http _ -> new RestartPolicy(Duration.ofSeconds(3), false, 0);
        };
    }

    RestartPolicy afterRun(Duration run) {
        return new RestartPolicy(maxDelay, backsOff, run.compareTo(MIN_RUN) < 0 ? shortRuns + 1 : 0);
    }

    /** Returns true from the third consecutive short run on. */
    boolean isBackingOff() {
        return backsOff && shortRuns >= MAX_SHORT_RUNS;
    }

    /** Returns the delay before the next start: doubles from 200 ms up to {@code maxDelay}. */
    Duration delay() {
        if (isBackingOff()) {
            return BACK_OFF;
        }
        var delay = FIRST_DELAY.multipliedBy(1L << Math.clamp(shortRuns - 1, 0, 5));
        return delay.compareTo(maxDelay) > 0 ? maxDelay : delay;
    }
}
