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
 * A clock that goes on evenly, whatever becomes of the machine's: it starts at the machine's time and counts on by a counter
 * that only rises. When the two differ, because somebody set the machine's clock or because it is corrected, this one follows
 * by one thousandth of the time that passes, and never goes back.
 *
 * <p>A machine that sleeps counts nothing, and wakes up with its clock ahead. So what is ahead for {@link #BELIEVED_AFTER}
 * without a break is believed, at once. Safe from any thread.
 */
public final class SteadyClock extends Clock {

    static final Duration BELIEVED_AFTER = Duration.ofMinutes(10);

    private static final long FOLLOWS_BY = 1_000;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final InstantSource machine;
    private final LongSupplier counter;
    private long counted;
    private long nanos;
    private long lastTogether;

    /**
     * @param machine the clock to start from and to follow
     * @param counter nanoseconds since whenever, never falling, such as {@link System#nanoTime}
     */
    public SteadyClock(InstantSource machine, LongSupplier counter) {
        this.machine = machine;
        this.counter = counter;
        this.counted = counter.getAsLong();
        this.lastTogether = counted;
        this.nanos = nanosOf(machine.instant());
    }

    @Override
    public synchronized Instant instant() {
        long count = counter.getAsLong();
        long passed = Math.max(0, count - counted);
        counted = Math.max(counted, count);
        nanos += passed;
        long gap = nanosOf(machine.instant()) - nanos;
        if (gap < NANOS) {
            lastTogether = counted;
        }
        long step = counted - lastTogether >= BELIEVED_AFTER.toNanos() ? gap : passed / FOLLOWS_BY;
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

    /** The same instants; nothing here asks for the zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
