// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Status of an MCP server on one adapter instance. Written at every change and every 30 seconds.
 *
 * @param adapter name of the adapter instance
 * @param state   {@code not-configured}, {@code starting}, {@code ready}, {@code backing-off}, {@code failed} or {@code stopped}
 * @param reason  cause of a state other than ready, and what to do about it; null when ready
 */
public record McpServerStatus(
        String server,
        String adapter,
        Instant at,
        String state,
        @Nullable String reason,
        McpServerConnection connection,
        McpServerTools tools,
        McpServerCounters counters) {

    /** Returns {@code server@adapter}, the key of the record. */
    public String key() {
        return server + '@' + adapter;
    }
}
