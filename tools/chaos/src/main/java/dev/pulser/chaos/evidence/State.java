// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A task's states and the steps between them, as Pulser's documents say; written down a second time on purpose. */
public enum State {
    ACCEPTED,
    QUEUED,
    RUNNING,
    RETRYING,
    COMPLETED,
    FAILED,
    CANCELLED,
    EXPIRED,
    UNKNOWN;

    private static final Set<State> ENDS = EnumSet.of(COMPLETED, FAILED, CANCELLED, EXPIRED);
    private static final Set<State> ENDS_WITHOUT_WORK = EnumSet.of(FAILED, CANCELLED, EXPIRED);

    public boolean isEnd() {
        return ENDS.contains(this);
    }

    /** Whether {@code next} may follow. */
    public boolean mayBecome(State next) {
        return switch (this) {
            case ACCEPTED, RETRYING -> next == QUEUED || ENDS_WITHOUT_WORK.contains(next);
            case QUEUED -> next == QUEUED || next == RUNNING || ENDS_WITHOUT_WORK.contains(next);
            case RUNNING -> next.isEnd() || next == RETRYING || next == QUEUED;
            case COMPLETED, FAILED, CANCELLED, EXPIRED, UNKNOWN -> false;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@link #UNKNOWN} for a word that is none of these. */
    public static State of(String word) {
        for (var state : values()) {
            if (state.word().equals(word.toLowerCase(Locale.ROOT))) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
