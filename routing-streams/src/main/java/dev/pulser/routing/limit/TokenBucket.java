// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * Tokens that come evenly, so many a minute, and are kept up to a sixth of a minute's worth, at least one. Begins full. Exact:
 * what is counted are parts of a token. Not thread-safe.
 */
final class TokenBucket {

    /** Parts of a token: as many as a minute has milliseconds, so that the rate is parts per millisecond. */
    private static final long TOKEN = Duration.ofMinutes(1).toMillis();

    private static final int BURSTS_PER_MINUTE = 6;

    /** Longer than anybody waits, and short enough to be multiplied. */
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private int perMinute;
    private long level;
    private Instant filledAt;

    /** @param perMinute 1 or more */
    TokenBucket(int perMinute, Instant now) {
        this.perMinute = perMinute;
        this.level = most();
        this.filledAt = now;
    }

    /** What comes from now on; what is there stays, as far as it fits. */
    void setRate(int tokensPerMinute, Instant now) {
        fill(now);
        perMinute = tokensPerMinute;
        level = Math.min(level, most());
    }

    /** Whether there are so many; none at all are there unless more were taken than had come. */
    boolean has(int tokens, Instant now) {
        fill(now);
        return level >= tokens * TOKEN;
    }

    /** Takes so many, though they may not be there: then they are made up for first. */
    void take(long tokens, Instant now) {
        fill(now);
        level -= Math.min(tokens, Integer.MAX_VALUE) * TOKEN;
    }

    /** Whether it is as a new one would be. */
    boolean isFull(Instant now) {
        fill(now);
        return level == most();
    }

    private long most() {
        return Math.max(1, perMinute / BURSTS_PER_MINUTE) * TOKEN;
    }

    private void fill(Instant now) {
        long passed = Math.clamp(now.toEpochMilli() - filledAt.toEpochMilli(), 0, LONGEST_MILLIS);
        level = Math.min(most(), level + passed * perMinute);
        filledAt = now.isAfter(filledAt) ? now : filledAt;
    }
}
