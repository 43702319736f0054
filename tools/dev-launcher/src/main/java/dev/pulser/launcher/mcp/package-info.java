// SPDX-License-Identifier: AGPL-3.0-only
/** Command {@code mcp test}: test of the declared MCP servers in a separate JVM. */
@NullMarked
package dev.pulser.launcher.mcp;

import org.jspecify.annotations.NullMarked;
