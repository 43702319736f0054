// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.deadletter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** State of a dead letter. */
public enum DeadLetterState {
    /** Not resolved yet. */
    OPEN,
    /** Resolved: a new task repeats the failed one. */
    REPLAYED,
    /** Resolved: dropped by an operator. It can still be replayed. */
    DROPPED;

    public static Optional<DeadLetterState> parse(String name) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(name))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
