// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Connection of an adapter instance to an MCP server.
 *
 * @param transport {@code stdio}, {@code http}, or {@code unknown} when the server is not configured
 * @param protocol  revision of MCP; null before it is negotiated
 * @param starts    starts of the server's process or session since the start of the adapter
 * @param ping      duration of the last ping; null before the first
 */
public record McpServerConnection(
        String transport,
        @Nullable String protocol,
        int starts,
        @Nullable Duration ping) {}
