// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.agent.AgentDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simulated agent, whose response depends on the payload of the task. */
public interface ScriptedAgent {

    /** Returns the definition with which the adapter calls this agent. */
    AgentDefinition definition();

    /** Returns a payload with the response {@code {"hello":"world"}}. */
    String payloadForSuccess();

    /** Returns a payload that fails because the agent is overloaded. */
    String payloadForOverload();

    /** Returns a payload that fails permanently. */
    String payloadForRejection();

    /** Returns a payload without any response. */
    String payloadWithoutResponse();

    /** Returns the received idempotency keys, the oldest first. */
    List<String> keys();

    /** Returns true once a call without a response has arrived. */
    boolean hasUnansweredCall();

    /** Returns the definition of an unreachable agent; null when the kind has none. */
    default @Nullable AgentDefinition unreachableDefinition() {
        return null;
    }

    /** Returns a payload that succeeds after the progress message "half way"; null when the kind has no progress. */
    default @Nullable String payloadForProgress() {
        return null;
    }

    /** Returns a payload with a usage of 120 input tokens, 40 output tokens and 3100 micros; null without usage. */
    default @Nullable String payloadForUsage() {
        return null;
    }
}
