// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Polling for conditions outside of this JVM. */
final class Polling {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Polling() {}

    /** Waits for the condition, and returns true when it was met within the limit. */
    static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            pause(INTERVAL);
        }
        return true;
    }

    static void pause(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
