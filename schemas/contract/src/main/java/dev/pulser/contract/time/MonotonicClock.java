// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Clock that never goes back. Starts at the time of the system clock and advances by a counter that never decreases. While the two
 * differ, because the system clock was set or corrected, this clock is adjusted by one thousandth of the time that passes.
 *
 * <p>The counter stops while the machine is suspended, and the system clock is ahead afterwards. A lead that lasts for
 * {@link #TRUSTED_AFTER} is therefore adopted at once. Thread-safe.
 */
public final class MonotonicClock extends Clock {

    static final Duration TRUSTED_AFTER = Duration.ofMinutes(10);

    private static final long SLEW_DIVISOR = 1_000;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final InstantSource systemClock;
    private final LongSupplier counter;
    private long counted;
    private long nanos;
    private long lastInSync;

    /**
     * @param systemClock system clock
     * @param counter nanoseconds since a fixed time, never decreasing, such as {@link System#nanoTime}
     */
    public MonotonicClock(InstantSource systemClock, LongSupplier counter) {
        this.systemClock = systemClock;
        this.counter = counter;
        this.counted = counter.getAsLong();
        this.lastInSync = counted;
        this.nanos = nanosOf(systemClock.instant());
    }

    @Override
    public synchronized Instant instant() {
        long count = counter.getAsLong();
        long passed = Math.max(0, count - counted);
        counted = Math.max(counted, count);
        nanos += passed;
        long gap = nanosOf(systemClock.instant()) - nanos;
        if (gap < NANOS) {
            lastInSync = counted;
        }
        long step = counted - lastInSync >= TRUSTED_AFTER.toNanos() ? gap : passed / SLEW_DIVISOR;
        nanos += Math.clamp(gap, -step, step);
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    }

    private static long nanosOf(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Returns this clock; the zone has no effect on instants. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
