// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.service.json.Json;
import java.time.Duration;

/** Factory of the outcomes that adapters return. */
public final class Outcomes {

    private Outcomes() {}

    /** Returns a success whose {@code result} holds {@code output}. */
    public static Outcome succeeded(Json output) {
        return new Outcome.Succeeded(
                "{\"success\":true,\"output\":" + output.withoutNul().text() + '}');
    }

    /** Returns a failure after which another attempt may succeed. */
    public static Outcome retryable(String code, String reason) {
        return new Outcome.Failed(new Failure.Transient(code, reason, null));
    }

    /**
     * Returns a failure of which it is unknown whether the agent did the work. Becomes a {@link #retryable} failure
     * where the attempt may be repeated.
     */
    public static Outcome ambiguous(String code, String reason) {
        return new Outcome.Failed(new Failure.Ambiguous(code, reason));
    }

    /**
     * Returns a deferral: the agent was not called, the attempt does not count, and the task waits at least {@code
     * after}.
     */
    public static Outcome deferred(String code, String reason, Duration after) {
        return new Outcome.Deferred(code, reason, after);
    }

    /** Returns a failure that a retry cannot fix. */
    public static Outcome permanent(String code, String reason) {
        return new Outcome.Failed(new Failure.Permanent(code, reason));
    }
}
