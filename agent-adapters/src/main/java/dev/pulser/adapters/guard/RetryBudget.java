// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * Retry budget of one agent: retries within a minute are limited to a share of the first attempts plus a constant.
 * Prevents retries from multiplying the load on an agent that has just recovered. Algorithm: "Retry budgets", Google
 * SRE Book, chapter 21. Safe from any thread.
 */
final class RetryBudget {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int MIN_RETRIES = 10;

    private final double ratio;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Long> firsts = new ArrayDeque<>();
    private final ArrayDeque<Long> retries = new ArrayDeque<>();

    RetryBudget(double ratio, LongSupplier nanoTime) {
        this.ratio = ratio;
        this.nanoTime = nanoTime;
    }

    /** Records a first attempt. */
    synchronized void first() {
        long now = removeExpired();
        firsts.add(now);
    }

    /** Records a retry. Returns false, and records nothing, if {@code enforced} and the budget is used up. */
    synchronized boolean retry(boolean enforced) {
        long now = removeExpired();
        if (enforced && retries.size() >= MIN_RETRIES + ratio * firsts.size()) {
            return false;
        }
        retries.add(now);
        return true;
    }

    private long removeExpired() {
        long now = nanoTime.getAsLong();
        removeExpired(firsts, now);
        removeExpired(retries, now);
        return now;
    }

    private static void removeExpired(ArrayDeque<Long> times, long now) {
        while (!times.isEmpty() && now - times.getFirst() >= MINUTE) {
            times.removeFirst();
        }
    }
}
