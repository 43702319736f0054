// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about MCP servers and their tools: {@code mcp list}, {@code tools}, {@code show}, {@code approve}. */
@NullMarked
package dev.pulser.cli.mcp;

import org.jspecify.annotations.NullMarked;
