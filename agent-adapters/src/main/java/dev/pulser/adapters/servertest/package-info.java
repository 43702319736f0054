// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Test of the declared MCP servers without a running Pulser, {@code ./pulser mcp test}. Entry point: {@link
 * dev.pulser.adapters.servertest.McpServerTestProgram}.
 */
@NullMarked
package dev.pulser.adapters.servertest;

import org.jspecify.annotations.NullMarked;
