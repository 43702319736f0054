// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Protocol by which the adapters reach an agent. */
public enum AgentKind {
    /** HTTP POST of the task to an endpoint. */
    HTTP,
    /** Calls of MCP tools that the task names. */
    MCP,
    /** Agent2Agent JSON-RPC. */
    A2A,
    /** Chat model that calls MCP tools in a loop. */
    LLM,
    /** External program that reads assignments from its own Kafka topic and writes outcomes to another. */
    KAFKA;

    public static Optional<AgentKind> parse(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
