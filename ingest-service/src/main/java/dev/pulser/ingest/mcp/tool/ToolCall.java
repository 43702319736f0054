// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.contract.company.Company;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param company     whose tasks it is about
 * @param traceparent W3C trace context, where the client sent a valid one
 */
public record ToolCall(
        Company company, Arguments arguments, @Nullable String traceparent, Listener listener) {}
