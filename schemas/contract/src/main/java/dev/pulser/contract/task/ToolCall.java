// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool on an MCP server, for the log: sizes in bytes, no content.
 *
 * @param code       slug of what went wrong, where something did
 * @param definition hash of the definition that it was called by, where that is known
 */
public record ToolCall(
        String server,
        String tool,
        Instant startedAt,
        Duration duration,
        int requestBytes,
        int responseBytes,
        boolean succeeded,
        @Nullable String code,
        @Nullable String definition) {

    /** A call of which no more is known. */
    public ToolCall(
            String server,
            String tool,
            Instant startedAt,
            Duration duration,
            int requestBytes,
            int responseBytes,
            boolean succeeded) {
        this(server, tool, startedAt, duration, requestBytes, responseBytes, succeeded, null, null);
    }
}
