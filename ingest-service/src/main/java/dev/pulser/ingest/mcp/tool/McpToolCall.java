// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.contract.name.Company;
import org.jspecify.annotations.Nullable;

/**
 * Tool call.
 *
 * @param company company of the caller
 * @param traceparent W3C trace context; null if the client sent no valid one
 */
public record McpToolCall(
        Company company,
        McpToolArguments arguments,
        @Nullable String traceparent,
        McpProgressListener listener) {}
