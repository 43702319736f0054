// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.gate;

import dev.pulser.adapters.terms.CallLimit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is left of one limit. Times are of {@link System#nanoTime()}. Not safe from several threads: its gate guards it.
 */
final class Allowance {

    /** Nobody knows how long a running call will take. */
    static final long UNTIL_A_CALL_ENDS = Long.MAX_VALUE;

    private final CallLimit limit;
    private final long window;

    /** When the last calls began, the oldest first; those that count within the window. */
    private final Deque<Long> begun = new ArrayDeque<>();

    private int running;

    /** @param window in which the limit of requests holds: a minute, but in tests */
    Allowance(CallLimit limit, Duration window) {
        this.limit = limit;
        this.window = window.toNanos();
    }

    /** Nanoseconds until another call may begin: 0 is now. */
    long delay(long now) {
        if (limit.concurrency() != null && running >= limit.concurrency()) {
            return UNTIL_A_CALL_ENDS;
        }
        if (limit.requestsPerMinute() == null || begun.size() < limit.requestsPerMinute()) {
            return 0;
        }
        return Math.max(0, begun.getFirst() + window - now);
    }

    /** A call begins; there is {@link #delay no delay}. */
    void begin(long now) {
        running++;
        if (limit.requestsPerMinute() != null) {
            if (begun.size() == limit.requestsPerMinute()) {
                begun.removeFirst();
            }
            begun.addLast(now);
        }
    }

    void end() {
        running--;
    }

    /** Calls that have begun and not ended. */
    int running() {
        return running;
    }
}
