// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stored state of a tool: its definition and its approval, which arrive on two topics.
 *
 * @param definitionHash hash of the listed definition; null when only an approval is known
 * @param approvedHash   hash of the approved definition; null when none is known
 */
record ToolSnapshot(
        ToolRef ref,
        @Nullable String definitionHash,
        boolean listed,
        @Nullable Instant listedAt,
        @Nullable String approvedHash,
        @Nullable Instant approvedAt) {

    static ToolSnapshot unknown(ToolRef ref) {
        return new ToolSnapshot(ref, null, false, null, null, null);
    }

    /** Returns the state after this definition. Null, or a definition that is older than the stored one, has no effect. */
    ToolSnapshot with(@Nullable ToolDefinition definition) {
        return definition == null || isOlder(definition.at(), listedAt)
                ? this
                : new ToolSnapshot(
                        ref, definition.hash(), definition.listed(), definition.at(), approvedHash, approvedAt);
    }

    /** Returns the state after this approval. Null, or an approval that is older than the stored one, has no effect. */
    ToolSnapshot with(@Nullable ToolApproval approval) {
        return approval == null || isOlder(approval.at(), approvedAt)
                ? this
                : new ToolSnapshot(ref, definitionHash, listed, listedAt, approval.hash(), approval.at());
    }

    /**
     * Returns true when the listed definition differs from the approved one. False without an approval: that of a new tool is
     * about to arrive.
     */
    boolean isQuarantined() {
        return listed && definitionHash != null && approvedHash != null && !approvedHash.equals(definitionHash);
    }

    boolean isGone() {
        return definitionHash != null && !listed;
    }

    private static boolean isOlder(Instant time, @Nullable Instant stored) {
        return stored != null && time.isBefore(stored);
    }
}
