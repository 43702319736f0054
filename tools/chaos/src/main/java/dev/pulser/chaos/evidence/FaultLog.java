// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import dev.pulser.chaos.history.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Injected faults, from the history. */
public record FaultLog(List<FaultWindow> windows, List<PoisonedRecord> poisonedRecords) {

    public FaultLog {
        windows = List.copyOf(windows);
        poisonedRecords = List.copyOf(poisonedRecords);
    }

    /**
     * Injected fault.
     *
     * @param kind     slug of the fault, such as {@code kill-adapters}
     * @param observed true when the effect of the fault was observed
     * @param effect   description of the effect
     */
    public record FaultWindow(String kind, Moment from, Moment until, boolean observed, String effect) {

        /** Returns true when the fault overlaps the time from {@code start} to {@code end}. */
        public boolean overlaps(Moment start, Moment end) {
            return from.nanos() <= end.nanos() && until.nanos() >= start.nanos();
        }

        public Duration length() {
            return until.since(from);
        }
    }

    /**
     * Malformed record that was written to a topic.
     *
     * @param position position at which the broker stored the record
     * @param hash     hash of the value; null for a record without a value
     * @param codes    codes that its dead letter may have
     */
    public record PoisonedRecord(
            RecordPosition position, @Nullable String hash, Set<String> codes) {

        public PoisonedRecord {
            codes = Set.copyOf(codes);
        }
    }
}
