// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a condition in the world outside of this JVM. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /**
     * Asks until the answer is yes or the time is up.
     *
     * @return the last answer
     * @throws LaunchFailure when the thread is interrupted; its interrupt flag stays set
     */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        return until(limit, PAUSE, condition);
    }

    /** The same, with a longer {@code pause} for a condition that is dear to ask for. */
    public static boolean until(Duration limit, Duration pause, BooleanSupplier condition) {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            rest(pause);
        }
        return true;
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }
}
