// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.budget;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Money of one company, or of all, with one agent, in millionths of a US dollar. Pure.
 *
 * @param periodStart beginning of the period that {@code spent} is about
 * @param reserved    set aside for attempts in work; goes with them from one period into the next
 */
record Account(Instant periodStart, long spent, long reserved) {

    static Account opened(Instant periodStart) {
        return new Account(periodStart, 0, 0);
    }

    /**
     * In the period that began at {@code start}: in a later one nothing is spent yet. One that began earlier, because the
     * budget counts in longer periods now, has all that was spent.
     */
    Account in(Instant start) {
        return new Account(start, periodStart.isBefore(start) ? 0 : spent, reserved);
    }

    /** Whether so much more can be set aside; without a limit it can. */
    boolean hasRoom(long micros, @Nullable Long limit) {
        return limit == null || spent + reserved + micros <= limit;
    }

    Account reserving(long micros) {
        return new Account(periodStart, spent, reserved + micros);
    }

    /** An attempt for which so much was set aside has cost so much. */
    Account settling(long setAside, long cost) {
        return new Account(periodStart, spent + cost, Math.max(0, reserved - setAside));
    }

    boolean isEmpty() {
        return spent == 0 && reserved == 0;
    }

    /** Three times 8 bytes: milliseconds, spent, reserved. */
    static Serde<Account> serde() {
        return Serdes.serdeFrom(
                (topic, account) -> ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(account.periodStart.toEpochMilli())
                        .putLong(account.spent)
                        .putLong(account.reserved)
                        .array(),
                (topic, bytes) -> parse(ByteBuffer.wrap(bytes)));
    }

    private static Account parse(ByteBuffer bytes) {
        return new Account(Instant.ofEpochMilli(bytes.getLong()), bytes.getLong(), bytes.getLong());
    }
}
