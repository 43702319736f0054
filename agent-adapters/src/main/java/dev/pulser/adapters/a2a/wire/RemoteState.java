// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.adapters.json.Excerpt;
import java.util.Locale;

/** Where a task is at its agent. */
public enum RemoteState {
    SUBMITTED,
    WORKING,
    INPUT_REQUIRED,
    AUTH_REQUIRED,
    COMPLETED,
    FAILED,
    CANCELED,
    REJECTED;

    private static final String PREFIX_OF_1_0 = "TASK_STATE_";

    /** {@code input-required} as 0.3 writes it, or {@code TASK_STATE_INPUT_REQUIRED} as 1.0 does. */
    static RemoteState parse(String name) throws ProtocolError {
        var plain = name.startsWith(PREFIX_OF_1_0) ? name.substring(PREFIX_OF_1_0.length()) : name;
        var wanted = plain.replace('-', '_').toUpperCase(Locale.ROOT);
        for (var state : values()) {
            if (state.name().equals(wanted)) {
                return state;
            }
        }
        throw new ProtocolError("sent the state \"%s\", which there is not".formatted(Excerpt.printable(name)));
    }

    /** Whether nothing follows. */
    public boolean isTerminal() {
        return switch (this) {
            case SUBMITTED, WORKING, INPUT_REQUIRED, AUTH_REQUIRED -> false;
            case COMPLETED, FAILED, CANCELED, REJECTED -> true;
        };
    }

    /** Whether the agent has stopped: it is done, or waits for somebody. */
    public boolean isOver() {
        return isTerminal() || this == INPUT_REQUIRED || this == AUTH_REQUIRED;
    }

    boolean mayBecome(RemoteState next) {
        return switch (this) {
            case SUBMITTED -> true;
            case WORKING, INPUT_REQUIRED, AUTH_REQUIRED -> next != SUBMITTED;
            case COMPLETED, FAILED, CANCELED, REJECTED -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
