// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** States of a task and their transitions as documented. Deliberately separate from the code of the services. */
public enum ModelState {
    ACCEPTED,
    QUEUED,
    RUNNING,
    RETRYING,
    COMPLETED,
    FAILED,
    CANCELLED,
    EXPIRED,
    UNKNOWN;

    private static final Set<ModelState> TERMINAL = EnumSet.of(COMPLETED, FAILED, CANCELLED, EXPIRED);
    private static final Set<ModelState> UNSUCCESSFUL = EnumSet.of(FAILED, CANCELLED, EXPIRED);

    public boolean isTerminal() {
        return TERMINAL.contains(this);
    }

    /** Returns true when {@code next} may follow this state. */
    public boolean mayBecome(ModelState next) {
        return switch (this) {
            case ACCEPTED, RETRYING -> next == QUEUED || UNSUCCESSFUL.contains(next);
            case QUEUED -> next == QUEUED || next == RUNNING || UNSUCCESSFUL.contains(next);
            case RUNNING -> next.isTerminal() || next == RETRYING || next == QUEUED;
            case COMPLETED, FAILED, CANCELLED, EXPIRED, UNKNOWN -> false;
        };
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the state of this name, {@link #UNKNOWN} for other text. */
    public static ModelState parse(String slug) {
        for (var state : values()) {
            if (state.slug().equals(slug.toLowerCase(Locale.ROOT))) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
