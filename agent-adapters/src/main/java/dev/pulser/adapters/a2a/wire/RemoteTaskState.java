// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.contract.text.Excerpt;
import java.util.Locale;

/** State of a task at its agent. */
public enum RemoteTaskState {
    SUBMITTED,
    WORKING,
    INPUT_REQUIRED,
    AUTH_REQUIRED,
    COMPLETED,
    FAILED,
    CANCELED,
    REJECTED;

    private static final String PREFIX_OF_1_0 = "TASK_STATE_";

    /** Parses {@code input-required}, as 0.3 writes it, or {@code TASK_STATE_INPUT_REQUIRED}, as 1.0 does. */
    static RemoteTaskState parse(String name) throws A2aProtocolException {
        var plain = name.startsWith(PREFIX_OF_1_0) ? name.substring(PREFIX_OF_1_0.length()) : name;
        var expected = plain.replace('-', '_').toUpperCase(Locale.ROOT);
        for (var state : values()) {
            if (state.name().equals(expected)) {
                return state;
            }
        }
        throw new A2aProtocolException("sent the unknown state \"%s\"".formatted(Excerpt.line(name)));
    }

    /** Returns true if no other state can follow. */
    public boolean isTerminal() {
        return switch (this) {
            case SUBMITTED, WORKING, INPUT_REQUIRED, AUTH_REQUIRED -> false;
            case COMPLETED, FAILED, CANCELED, REJECTED -> true;
        };
    }

    /** Returns true if the agent has stopped: the state is terminal, or the agent waits for input. */
    public boolean isStopped() {
        return isTerminal() || this == INPUT_REQUIRED || this == AUTH_REQUIRED;
    }

    boolean mayBecome(RemoteTaskState next) {
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
