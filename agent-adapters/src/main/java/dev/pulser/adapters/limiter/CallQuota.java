// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.limiter;

import dev.pulser.adapters.policy.CallLimit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Usage of one limit. Times are of {@link System#nanoTime()}. Not thread-safe; guarded by its {@link CallLimiter}. */
final class CallQuota {

    /** Delay until an unknown time: a running call must end first. */
    static final long UNTIL_A_CALL_ENDS = Long.MAX_VALUE;

    private final CallLimit limit;
    private final long window;

    /** Start times of the last calls within the window, oldest first. */
    private final Deque<Long> starts = new ArrayDeque<>();

    private int running;

    /** @param window period of the rate limit: one minute, shorter in tests */
    CallQuota(CallLimit limit, Duration window) {
        this.limit = limit;
        this.window = window.toNanos();
    }

    /** Returns the nanoseconds until another call may start; 0 if it may start now. */
    long delay(long now) {
        if (limit.concurrency() != null && running >= limit.concurrency()) {
            return UNTIL_A_CALL_ENDS;
        }
        if (limit.requestsPerMinute() == null || starts.size() < limit.requestsPerMinute()) {
            return 0;
        }
        return Math.max(0, starts.getFirst() + window - now);
    }

    /** Counts a call. The {@link #delay} must be 0. */
    void callStarted(long now) {
        running++;
        if (limit.requestsPerMinute() != null) {
            if (starts.size() == limit.requestsPerMinute()) {
                starts.removeFirst();
            }
            starts.addLast(now);
        }
    }

    void callEnded() {
        running--;
    }

    /** Returns the number of running calls. */
    int running() {
        return running;
    }
}
