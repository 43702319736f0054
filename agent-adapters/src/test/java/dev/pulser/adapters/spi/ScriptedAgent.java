// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.agent.AgentDefinition;
import java.util.List;

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
}
