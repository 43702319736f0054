// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.letter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a dead letter. */
public enum LetterState {
    /** Nobody has decided yet. */
    OPEN,
    /** A new task repeats it. */
    REPLAYED,
    /** It was put aside; it can still be replayed. */
    DROPPED;

    public static Optional<LetterState> parse(String name) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(name))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
