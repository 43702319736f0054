// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.contract.attempt.Outcome;
import dev.pulser.mcp.tools.CallToolResult;

/** Result of a tool call within an attempt. */
public sealed interface ToolCallResult {

    record Completed(String tool, CallToolResult result) implements ToolCallResult {}

    /** The call failed and ends the attempt. */
    record AttemptEnded(Outcome outcome) implements ToolCallResult {}
}
