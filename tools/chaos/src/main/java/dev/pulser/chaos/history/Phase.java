// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.util.Locale;

/** Where an operation stands. */
public enum Phase {
    INVOKE,
    /** Done. */
    OK,
    /** Surely not done. */
    FAIL,
    /** Nobody knows: a timeout, a reset, a broker that was away. */
    INFO;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Phase of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
