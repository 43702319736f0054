// SPDX-License-Identifier: AGPL-3.0-only
/** Runs the adapters' own trial of the MCP servers, in a JVM of its own: {@code mcp test}. */
@NullMarked
package dev.pulser.launcher.mcp.trial;

import org.jspecify.annotations.NullMarked;
