// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.architecture.broken.first;

import dev.pulser.contract.architecture.broken.second.Second;
import java.time.Instant;

/** Class with an empty suffix that reads the clock and is part of a cycle. */
public final class FirstHelper {

    private FirstHelper() {}

    public static Instant now() {
        return Instant.now();
    }

    public static void log() {
        Second.log();
    }
}
