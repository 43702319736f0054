// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What went wrong, sorted by the one question that matters: terminal or retried? */
public sealed interface Failure {

    /** A slug for programs, such as {@code agent-unreachable}. */
    String code();

    /** One sentence for people: what, where, and the way out. */
    String reason();

    /**
     * Another attempt may succeed.
     *
     * @param after not before this has passed, where the agent said so
     */
    record Transient(String code, String reason, @Nullable Duration after) implements Failure {}

    /** No attempt will succeed: bad input, refused, unknown tool. */
    record Permanent(String code, String reason) implements Failure {}

    /** Nobody knows whether the work was done, and doing it twice may harm: a person decides. */
    record Ambiguous(String code, String reason) implements Failure {}
}
