// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.journal;

import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.script.ScriptStep;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Call of an agent.
 *
 * @param id         unique id of the call
 * @param ended      time of the response; null when there was none
 * @param replyHash  hash of the result; null when there was none
 * @param retryAfter delay that the agent asked for; zero for none
 */
public record AgentCall(
        String id,
        String agent,
        Request request,
        ScriptStep step,
        Moment began,
        @Nullable Moment ended,
        @Nullable String replyHash,
        Duration retryAfter) {

    /**
     * Request to the agent.
     *
     * @param key   idempotency key
     * @param epoch epoch of the dispatch; 0 for protocols that do not carry it
     * @param nonce nonce of the task's payload
     */
    public record Request(String key, int attempt, int epoch, String nonce, String bodyHash) {}

    public String key() {
        return request.key();
    }

    public int attempt() {
        return request.attempt();
    }

    public int epoch() {
        return request.epoch();
    }

    public String nonce() {
        return request.nonce();
    }

    AgentCall ended(Moment at, @Nullable String reply, Duration after) {
        return new AgentCall(id, agent, request, step, began, at, reply, after);
    }

    /** Returns the id of the task, which is part of the key. */
    public String taskId() {
        int slash = key().indexOf('/');
        return slash < 0 ? key() : key().substring(0, slash);
    }

    /** Returns the hash of the result, when the work was done. */
    public Optional<String> reply() {
        return Optional.ofNullable(replyHash);
    }

    /** Returns true when the caller cannot know if the work was done. */
    public boolean isAmbiguous() {
        return step.isAmbiguous() || ended == null;
    }
}
