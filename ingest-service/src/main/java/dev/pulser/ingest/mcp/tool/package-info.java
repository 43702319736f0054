// SPDX-License-Identifier: AGPL-3.0-only
/**
 * MCP tools. Each calls the same class as the equivalent REST resource. Entry point: {@link
 * dev.pulser.ingest.mcp.tool.McpToolRegistry}.
 */
@NullMarked
package dev.pulser.ingest.mcp.tool;

import org.jspecify.annotations.NullMarked;
