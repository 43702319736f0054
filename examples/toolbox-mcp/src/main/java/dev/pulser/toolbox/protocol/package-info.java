// SPDX-License-Identifier: AGPL-3.0-only
/** MCP over stdio, with and without a session. Entry point: {@code StdioMcpServer}. */
@NullMarked
package dev.pulser.toolbox.protocol;

import org.jspecify.annotations.NullMarked;
