// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.health;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Phase and counters of one sink. Safe from any thread. */
public final class SinkStatus {

    /** Lifecycle phase of a sink. */
    public enum Phase {
        /** No partitions assigned yet, or the store not reached yet. */
        STARTING,
        RUNNING,
        /** The store or Kafka is unavailable; the sink retries. */
        WAITING,
        STOPPED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final LongAdder written = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private volatile Phase phase = Phase.STARTING;

    public Phase phase() {
        return phase;
    }

    /** Returns the number of records written since the start. */
    public long writtenRecords() {
        return written.sum();
    }

    /** Returns the number of records skipped since the start, because they could not be decoded or stored. */
    public long skippedRecords() {
        return skipped.sum();
    }

    public void enter(Phase next) {
        phase = next;
    }

    public void addWritten(int records) {
        written.add(records);
    }

    /** Counts one skipped record. */
    public void addSkipped() {
        skipped.increment();
    }
}
