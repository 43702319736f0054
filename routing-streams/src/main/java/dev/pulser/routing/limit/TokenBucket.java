// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * Token bucket with a rate per minute and a burst of a sixth of that, at least one token. Starts full. Counts fractions
 * of a token in integers, so that nothing is rounded. Not thread-safe.
 */
final class TokenBucket {

    /** Units of a token: the milliseconds of a minute, so that the rate per minute is the units per millisecond. */
    private static final long TOKEN = Duration.ofMinutes(1).toMillis();

    private static final int BURSTS_PER_MINUTE = 6;

    /** Longest time that one refill counts, so that the product does not overflow. */
    private static final long MAX_REFILL_MILLIS = Duration.ofDays(1).toMillis();

    private int perMinute;
    private long level;
    private Instant filledAt;

    /** @param perMinute 1 or more */
    TokenBucket(int perMinute, Instant now) {
        this.perMinute = perMinute;
        this.level = capacity();
        this.filledAt = now;
    }

    /** Changes the rate; keeps the tokens that fit into the new capacity. */
    void setRate(int tokensPerMinute, Instant now) {
        fill(now);
        perMinute = tokensPerMinute;
        level = Math.min(level, capacity());
    }

    /** Returns true when the bucket has this many tokens; 0 is true unless the bucket is overdrawn. */
    boolean has(int tokens, Instant now) {
        fill(now);
        return level >= tokens * TOKEN;
    }

    /** Takes tokens and may overdraw the bucket, which then has to refill first. */
    void take(long tokens, Instant now) {
        fill(now);
        level -= Math.min(tokens, Integer.MAX_VALUE) * TOKEN;
    }

    boolean isFull(Instant now) {
        fill(now);
        return level == capacity();
    }

    private long capacity() {
        return Math.max(1, perMinute / BURSTS_PER_MINUTE) * TOKEN;
    }

    private void fill(Instant now) {
        long passed = Math.clamp(now.toEpochMilli() - filledAt.toEpochMilli(), 0, MAX_REFILL_MILLIS);
        level = Math.min(capacity(), level + passed * perMinute);
        filledAt = now.isAfter(filledAt) ? now : filledAt;
    }
}
