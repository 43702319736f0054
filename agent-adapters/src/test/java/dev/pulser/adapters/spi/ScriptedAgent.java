// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.agent.AgentDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The far end of an adapter, told what to answer. */
public interface ScriptedAgent {

    /** How the adapter gets to know it. */
    AgentDefinition definition();

    /** A payload that makes it answer {@code {"hello":"world"}}. */
    String payloadForHello();

    /** A payload that it answers with "not now". */
    String payloadForOverload();

    /** A payload that it refuses for good. */
    String payloadForRefusal();

    /** A payload that it never answers. */
    String payloadForSilence();

    /** The idempotency keys that it got, the first first. */
    List<String> keys();

    /** Whether it has begun with a call that it will not answer. */
    boolean isSilent();

    /** An agent like it that nobody is behind; null where there is no such thing. */
    default @Nullable AgentDefinition definitionOfNobody() {
        return null;
    }

    /** A payload that makes it say "half way" before it answers as to hello; null where its kind says nothing. */
    default @Nullable String payloadForProgress() {
        return null;
    }

    /** A payload that makes it report 120 input tokens, 40 output tokens and 3100 micros; null where its kind cannot. */
    default @Nullable String payloadForUsage() {
        return null;
    }
}
