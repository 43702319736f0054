// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.adapters.json.Json;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;

/** The outcomes that every kind of adapter returns. */
public final class Results {

    private Results() {}

    /** The task's {@code result}, with what the agent said as its output. */
    public static Outcome succeeded(Json output) {
        return new Outcome.Succeeded(
                "{\"success\":true,\"output\":" + output.withoutNul().text() + '}');
    }

    /** Another attempt may succeed. */
    public static Outcome retryable(String code, String reason) {
        return new Outcome.Failed(new Failure.Transient(code, reason, null));
    }

    /**
     * Nobody knows whether what was asked for was done. Becomes {@link #retryable} where the agent may be asked twice, which
     * is not the adapter's to decide.
     */
    public static Outcome unknown(String code, String reason) {
        return new Outcome.Failed(new Failure.Ambiguous(code, reason));
    }

    /** The agent was not asked; the task waits at least {@code after}, and no attempt is used up. */
    public static Outcome deferred(String code, String reason, Duration after) {
        return new Outcome.Deferred(code, reason, after);
    }

    /** No attempt will succeed. */
    public static Outcome permanent(String code, String reason) {
        return new Outcome.Failed(new Failure.Permanent(code, reason));
    }
}
