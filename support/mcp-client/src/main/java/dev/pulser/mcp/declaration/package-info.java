// SPDX-License-Identifier: AGPL-3.0-only
/** Declarations of MCP servers and the rules for them. Entry point: {@link dev.pulser.mcp.declaration.McpServersFile}. */
@NullMarked
package dev.pulser.mcp.declaration;

import org.jspecify.annotations.NullMarked;
