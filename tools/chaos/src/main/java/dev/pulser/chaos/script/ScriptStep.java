// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.script;

import java.util.Locale;

/** Behavior of an agent in one attempt. */
public enum ScriptStep {
    /** Responds with a result. */
    OK,
    /** Responds with HTTP 503, or with a JSON-RPC server error. */
    UNAVAILABLE,
    /** Responds with HTTP 429 and Retry-After. */
    BUSY,
    /** Does not respond within the time limit of an attempt. */
    HANG,
    /** Closes the connection without a response. */
    RESET,
    /** Responds with a malformed result. */
    MALFORMED;

    /** Returns true when the caller cannot know if the work was done. */
    public boolean isAmbiguous() {
        return switch (this) {
            case HANG, RESET -> true;
            case OK, UNAVAILABLE, BUSY, MALFORMED -> false;
        };
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for other text */
    public static ScriptStep parse(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
