// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.script;

import java.util.Locale;

/** What an agent does with one call. */
public enum Step {
    /** Answers with a result. */
    OK,
    /** Says that it cannot right now: HTTP 503, a JSON-RPC error of the server's own range. */
    UNAVAILABLE,
    /** Says that it has too much to do: HTTP 429 with Retry-After. */
    BUSY,
    /** Says nothing for longer than an attempt may take. */
    HANG,
    /** Hangs up without an answer. */
    RESET,
    /** Answers with something that is no result. */
    MALFORMED;

    /** Whether the caller cannot know if the work was done. */
    public boolean leavesOpen() {
        return switch (this) {
            case HANG, RESET -> true;
            case OK, UNAVAILABLE, BUSY, MALFORMED -> false;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that is no step */
    public static Step of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
