// SPDX-License-Identifier: AGPL-3.0-only
/** Agents of kind {@code mcp}. Entry point: {@link dev.pulser.adapters.mcp.McpAdapter}. */
@NullMarked
package dev.pulser.adapters.mcp;

import org.jspecify.annotations.NullMarked;
