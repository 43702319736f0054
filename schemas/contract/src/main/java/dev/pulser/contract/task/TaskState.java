// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Life of a task. The arrows are {@link #mayBecome}; nothing else changes a state. */
public enum TaskState {
    /** Durable, not yet in a lane. The only state without an event. */
    ACCEPTED,
    /** Waiting in its agent's lane. */
    QUEUED,
    /** Handed to its agent. */
    RUNNING,
    /** Waiting for the pause before the next attempt to pass. */
    RETRYING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** Its deadline passed before it could be done. */
    EXPIRED;

    public boolean mayBecome(TaskState next) {
        return switch (this) {
            case ACCEPTED -> next == QUEUED || next == FAILED || next == CANCELLED || next == EXPIRED;
            // queued again: in the lane of another agent, which takes over
            case QUEUED -> next == RUNNING || next == FAILED || next == CANCELLED || next == EXPIRED || next == QUEUED;
            case RUNNING ->
                next == COMPLETED
                        || next == FAILED
                        || next == CANCELLED
                        || next == EXPIRED
                        || next == RETRYING
                        || next == QUEUED;
            case RETRYING -> next == QUEUED || next == FAILED || next == CANCELLED || next == EXPIRED;
            case COMPLETED, FAILED, CANCELLED, EXPIRED -> false;
        };
    }

    /** Whether nothing can follow. */
    public boolean isTerminal() {
        return switch (this) {
            case COMPLETED, FAILED, CANCELLED, EXPIRED -> true;
            case ACCEPTED, QUEUED, RUNNING, RETRYING -> false;
        };
    }

    public static Optional<TaskState> parse(String name) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(name))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
