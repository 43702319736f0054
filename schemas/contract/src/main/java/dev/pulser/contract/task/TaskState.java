// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** State of a task. {@link #mayBecome} defines all transitions. */
public enum TaskState {
    /** Stored in Kafka, not in a lane yet. The only state without an event. */
    ACCEPTED,
    /** Waiting in the lane of its agent. */
    QUEUED,
    /** Dispatched to its agent. */
    RUNNING,
    /** Waiting until its next attempt is due. */
    RETRYING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** Ended because its deadline passed. */
    EXPIRED;

    /** Returns true when {@code next} may follow this state. */
    public boolean mayBecome(TaskState next) {
        return switch (this) {
            case ACCEPTED -> next == QUEUED || next == FAILED || next == CANCELLED || next == EXPIRED;
            // queued again after a transfer to the lane of another agent
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

    /** Returns true when no other state can follow. */
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
