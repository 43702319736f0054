// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an agent is reached. */
public enum AgentKind {
    /** POST of the task to an endpoint. */
    HTTP,
    /** Tool calls named by the task, on MCP servers. */
    MCP,
    /** Agent2Agent JSON-RPC. */
    A2A,
    /** A model in a loop with tools. */
    LLM,
    /** A program with topics of its own. */
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
