// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for what happens outside of this JVM. */
final class Await {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Await() {}

    /** Whether the condition came true within the limit. */
    static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            pause(LOOK_EVERY);
        }
        return true;
    }

    static void pause(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
