// SPDX-License-Identifier: AGPL-3.0-only
/** Agents that are tools on MCP servers. */
@NullMarked
package dev.pulser.adapters.mcp;

import org.jspecify.annotations.NullMarked;
