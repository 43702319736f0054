// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.util.Locale;

/** Phase of an operation, in the terms of Jepsen. */
public enum OperationPhase {
    INVOKE,
    /** The operation took effect. */
    OK,
    /** The operation had no effect. */
    FAIL,
    /** The outcome is unknown: a timeout, a connection reset, an unavailable broker. */
    INFO;

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OperationPhase parse(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
