// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * How many repeated attempts an agent may be asked for within a minute: a share of the first ones, and always a few. So what
 * failed together does not come back as more than the agent had before. As in "Retry budgets", Google SRE Book, chapter 21.
 * Safe from any thread.
 */
final class RetryBudget {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int ALWAYS = 10;

    private final double share;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Long> firsts = new ArrayDeque<>();
    private final ArrayDeque<Long> retries = new ArrayDeque<>();

    RetryBudget(double share, LongSupplier nanoTime) {
        this.share = share;
        this.nanoTime = nanoTime;
    }

    /** A first attempt is made. */
    synchronized void first() {
        long now = forgetOld();
        firsts.add(now);
    }

    /** Whether a repeated attempt is within the budget; if so it is counted. With {@code !enforced} it always is. */
    synchronized boolean retry(boolean enforced) {
        long now = forgetOld();
        if (enforced && retries.size() >= ALWAYS + share * firsts.size()) {
            return false;
        }
        retries.add(now);
        return true;
    }

    private long forgetOld() {
        long now = nanoTime.getAsLong();
        forgetOld(firsts, now);
        forgetOld(retries, now);
        return now;
    }

    private static void forgetOld(ArrayDeque<Long> times, long now) {
        while (!times.isEmpty() && now - times.getFirst() >= MINUTE) {
            times.removeFirst();
        }
    }
}
