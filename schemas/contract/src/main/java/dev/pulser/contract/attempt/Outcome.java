// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.attempt;

import java.time.Duration;

/** Outcome of one attempt. */
public sealed interface Outcome {

    /**
     * Success.
     *
     * @param output JSON, as text
     */
    record Succeeded(String output) implements Outcome {}

    /** Failure of the agent or of the connection to it. The class of the failure decides if it is retried. */
    record Failed(Failure failure) implements Outcome {}

    /** Cancellation by a revocation. */
    record Cancelled() implements Outcome {}

    /**
     * Attempt that did not reach the agent because a condition is not met yet: a limit, an open circuit breaker, a tool that
     * is not approved. The task waits, and the attempt does not count.
     *
     * @param code  slug of the condition
     * @param after shortest pause before the next dispatch
     */
    record Deferred(String code, String reason, Duration after) implements Outcome {}
}
