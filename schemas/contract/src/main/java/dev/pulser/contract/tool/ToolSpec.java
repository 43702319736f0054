// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import org.jspecify.annotations.Nullable;

/**
 * Specification of a tool by its MCP server.
 *
 * @param inputSchema  JSON Schema of the arguments, as JSON text
 * @param outputSchema JSON Schema of the results, as JSON text; null when the server sends none
 */
public record ToolSpec(
        @Nullable String title,
        String description,
        String inputSchema,
        @Nullable String outputSchema,
        ToolHints hints) {}
