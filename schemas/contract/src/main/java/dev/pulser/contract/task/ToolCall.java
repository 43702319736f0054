// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.time.Duration;
import java.time.Instant;

/** One call of a tool on an MCP server, for the log: sizes in bytes, no content. */
public record ToolCall(
        String server,
        String tool,
        Instant startedAt,
        Duration duration,
        int requestBytes,
        int responseBytes,
        boolean succeeded) {}
