// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.attempt;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Call of a tool on an MCP server. Records sizes, no content.
 *
 * @param code       slug of the failure; null when the call succeeded
 * @param definition hash of the tool definition that was in force; null when it is not known
 */
public record ToolCall(
        String server,
        String tool,
        Instant startedAt,
        Duration duration,
        int requestBytes,
        int responseBytes,
        @Nullable String code,
        @Nullable String definition) {

    public boolean succeeded() {
        return code == null;
    }
}
