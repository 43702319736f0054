// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Failure of an attempt: transient, permanent or ambiguous. */
public sealed interface Failure {

    /** Slug for programs, such as {@code agent-unreachable}. */
    String code();

    /** Sentence for people: what happened, where, and what to do about it. */
    String reason();

    /** Returns code and reason without the classification. */
    default TaskError error() {
        return new TaskError(code(), reason());
    }

    /**
     * Failure after which another attempt may succeed.
     *
     * @param after shortest pause before the next attempt; null when the agent did not ask for one
     */
    record Transient(String code, String reason, @Nullable Duration after) implements Failure {}

    /** Failure that every attempt would repeat: invalid input, access denied, unknown tool. */
    record Permanent(String code, String reason) implements Failure {}

    /** Failure after which the work may or may not be done and must not be repeated automatically; an operator decides. */
    record Ambiguous(String code, String reason) implements Failure {}
}
