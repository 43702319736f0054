// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import dev.pulser.chaos.history.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was done to Pulser, from the history. */
public record Faults(List<Window> windows, List<Injected> injected) {

    public Faults {
        windows = List.copyOf(windows);
        injected = List.copyOf(injected);
    }

    /**
     * A fault.
     *
     * @param kind  such as {@code kill-adapters}
     * @param bit   whether it was seen to have an effect
     * @param proof what was seen
     */
    public record Window(String kind, Moment from, Moment until, boolean bit, String proof) {

        /** Whether something of the time between {@code start} and {@code end} lies in it. */
        public boolean overlaps(Moment start, Moment end) {
            return from.nanos() <= end.nanos() && until.nanos() >= start.nanos();
        }

        public Duration length() {
            return until.since(from);
        }
    }

    /**
     * A record that is no task and no outcome.
     *
     * @param place where the broker put it
     * @param hash  of its bytes; null for a record without a value
     * @param codes that its dead letter may have
     */
    public record Injected(Place place, @Nullable String hash, Set<String> codes) {

        public Injected {
            codes = Set.copyOf(codes);
        }
    }
}
