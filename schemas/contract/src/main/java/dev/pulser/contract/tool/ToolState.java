// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** State of a tool, which decides if it may be called. */
public enum ToolState {
    APPROVED,
    /** Its definition differs from the approved one. The tool is not called until an operator approves it. */
    QUARANTINED,
    /** Its server no longer lists it. */
    GONE;

    public static ToolState of(ToolDefinition definition, @Nullable ToolApproval approval) {
        if (!definition.listed()) {
            return GONE;
        }
        return approval != null && approval.hash().equals(definition.hash()) ? APPROVED : QUARANTINED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
