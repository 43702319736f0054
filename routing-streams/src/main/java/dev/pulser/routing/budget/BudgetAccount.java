// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.budget;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Account of one company, or of all, with one agent, in millionths of a US dollar.
 *
 * @param periodStart start of the period that {@code spent} covers
 * @param reserved    reserved for running attempts; carried over into the next period
 */
record BudgetAccount(Instant periodStart, long spent, long reserved) {

    static BudgetAccount open(Instant periodStart) {
        return new BudgetAccount(periodStart, 0, 0);
    }

    /**
     * Returns the account in the period that starts at {@code start}. A later period starts without spending; an
     * earlier start, after the budget's period was made longer, keeps it.
     */
    BudgetAccount inPeriod(Instant start) {
        return new BudgetAccount(start, periodStart.isBefore(start) ? 0 : spent, reserved);
    }

    /** Returns true when {@code micros} more can be reserved. */
    boolean hasRoom(long micros, @Nullable Long limit) {
        return limit == null || spent + reserved + micros <= limit;
    }

    BudgetAccount reserve(long micros) {
        return new BudgetAccount(periodStart, spent, reserved + micros);
    }

    /** Replaces a reservation by the cost of the attempt. */
    BudgetAccount settle(long reservation, long cost) {
        return new BudgetAccount(periodStart, spent + cost, Math.max(0, reserved - reservation));
    }

    boolean isEmpty() {
        return spent == 0 && reserved == 0;
    }

    /** Returns a serde of 24 bytes: milliseconds, spent, reserved. */
    static Serde<BudgetAccount> serde() {
        return Serdes.serdeFrom(
                (topic, account) -> ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(account.periodStart.toEpochMilli())
                        .putLong(account.spent)
                        .putLong(account.reserved)
                        .array(),
                (topic, bytes) -> parse(ByteBuffer.wrap(bytes)));
    }

    private static BudgetAccount parse(ByteBuffer bytes) {
        return new BudgetAccount(Instant.ofEpochMilli(bytes.getLong()), bytes.getLong(), bytes.getLong());
    }
}
