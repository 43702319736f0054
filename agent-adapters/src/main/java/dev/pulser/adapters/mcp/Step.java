// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.contract.task.Outcome;

/** What came of one call. */
public sealed interface Step {

    record Done(String tool, ToolResult result) implements Step {}

    /** The attempt ends here. */
    record Ended(Outcome outcome) implements Step {}
}
