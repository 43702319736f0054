// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What a feed says about itself. Written by the feed, read from any thread. */
public final class FeedState {

    /** Where a feed stands. */
    public enum Phase {
        /** It has no partitions yet, or did not reach its destination yet. */
        STARTING,
        RUNNING,
        /** Its destination, or Kafka, is away; it tries again and again. */
        WAITING,
        STOPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final LongAdder written = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private volatile Phase phase = Phase.STARTING;

    public Phase phase() {
        return phase;
    }

    /** Records written since the start. */
    public long writtenRecords() {
        return written.sum();
    }

    /** Records given up since the start: they could not be read, or no destination can hold them. */
    public long skippedRecords() {
        return skipped.sum();
    }

    void enter(Phase next) {
        phase = next;
    }

    void wrote(int records) {
        written.add(records);
    }

    /** Counts one record that was given up. */
    public void skipped() {
        skipped.increment();
    }
}
