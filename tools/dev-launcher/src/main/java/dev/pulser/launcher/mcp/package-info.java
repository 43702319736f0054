// SPDX-License-Identifier: AGPL-3.0-only
/** Command {@code mcp test}: test of the declared MCP servers in a JVM of its own. */
@NullMarked
package dev.pulser.launcher.mcp;

import org.jspecify.annotations.NullMarked;
