// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import static dev.pulser.telemetry.sample.AgentStatuses.second;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolSpec;
import org.jspecify.annotations.Nullable;

/** Definitions and approvals of the tool {@code files/read}, some seconds after noon. */
public final class ToolRecords {

    public static final ToolRef READ = new ToolRef("files", "read");

    private ToolRecords() {}

    public static ToolDefinition listed(int second, String hash) {
        return definition(second, hash, true);
    }

    public static ToolDefinition removed(int second, String hash) {
        return definition(second, hash, false);
    }

    private static ToolDefinition definition(int second, String hash, boolean listed) {
        var hints = new ToolHints(true, null, false, null);
        var spec = new ToolSpec("Read a file", "Reads one file", "{}", null, hints);
        return new ToolDefinition(READ, spec, hash, listed, "adapters-1", second(second));
    }

    /** Returns the automatic approval of the first definition. */
    public static ToolApproval approved(int second, String hash) {
        return approvedBy(null, second, hash);
    }

    public static ToolApproval approvedBy(@Nullable String operator, int second, String hash) {
        return new ToolApproval(READ, hash, operator, operator == null ? null : "reviewed", second(second));
    }
}
