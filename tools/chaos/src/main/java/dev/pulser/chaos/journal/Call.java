// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.journal;

import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.script.Step;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of an agent.
 *
 * @param id         of the call itself, different for each
 * @param key        the idempotency key that it came with
 * @param epoch      0 where the protocol carries none
 * @param nonce      of the task's payload
 * @param bodyHash   of what came
 * @param ended      when the agent had answered; null where it never did
 * @param replyHash  of the result; null where there was none
 * @param retryAfter what the agent asked for, zero where it did not
 */
public record Call(
        String id,
        String agent,
        String key,
        int attempt,
        int epoch,
        String nonce,
        String bodyHash,
        Step step,
        Moment began,
        @Nullable Moment ended,
        @Nullable String replyHash,
        Duration retryAfter) {

    /** The task that it was for, as the key says. */
    public String taskId() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** The reply's hash, when the work was done. */
    public Optional<String> reply() {
        return Optional.ofNullable(replyHash);
    }

    /** Whether whoever called cannot know if the work was done. */
    public boolean leftOpen() {
        return step.leavesOpen() || ended == null;
    }
}
