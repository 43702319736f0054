// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import org.jspecify.annotations.Nullable;

/**
 * Annotations of a tool by its MCP server; null when the server sends none. Shown to people. No decision about safety relies
 * on them, because a server can claim anything.
 */
public record ToolHints(
        @Nullable Boolean readOnly,
        @Nullable Boolean destructive,
        @Nullable Boolean idempotent,
        @Nullable Boolean openWorld) {

    public static final ToolHints NONE = new ToolHints(null, null, null, null);
}
