// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polling of a condition outside of this JVM. */
public final class ConditionPolling {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private ConditionPolling() {}

    /**
     * Polls every 50 ms until {@code condition} is true or {@code limit} has passed.
     *
     * @return true when the condition became true in time
     * @throws LaunchException when the thread is interrupted; its interrupt flag stays set
     */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        return until(limit, PAUSE, condition);
    }

    /** Polls every {@code pause}, for a condition that is expensive to evaluate. */
    public static boolean until(Duration limit, Duration pause, BooleanSupplier condition) {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            sleep(pause);
        }
        return true;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while waiting.", e);
        }
    }
}
