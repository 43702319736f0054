// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolState;
import org.jspecify.annotations.Nullable;

/**
 * Tool and its approval.
 *
 * @param definition current definition by its server
 * @param approval   latest approval; null if no definition was ever approved
 * @param approved   approved definition; null if this instance has not seen it
 */
record CatalogTool(
        ToolDefinition definition,
        @Nullable ToolApproval approval,
        @Nullable ToolDefinition approved) {

    static CatalogTool of(ToolDefinition definition, @Nullable ToolApproval approval) {
        return new CatalogTool(definition, null, null).withApproval(approval);
    }

    ToolRef ref() {
        return definition.ref();
    }

    ToolState state() {
        return ToolState.of(definition, approval);
    }

    CatalogTool withDefinition(ToolDefinition next) {
        return new CatalogTool(next, approval, approvedAmong(next, approval));
    }

    CatalogTool withApproval(@Nullable ToolApproval next) {
        return new CatalogTool(definition, next, approvedAmong(definition, next));
    }

    private @Nullable ToolDefinition approvedAmong(ToolDefinition next, @Nullable ToolApproval decision) {
        if (decision == null) {
            return null;
        }
        if (decision.hash().equals(next.hash())) {
            return next;
        }
        if (decision.hash().equals(definition.hash())) {
            return definition;
        }
        return approved != null && decision.hash().equals(approved.hash()) ? approved : null;
    }
}
