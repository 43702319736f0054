// SPDX-License-Identifier: AGPL-3.0-only
/**
 * MCP client: runs and supervises the declared servers. Entry point: {@link dev.pulser.mcp.McpServers}, which gives each
 * server its own supervisor and connection; {@link dev.pulser.mcp.session.McpClientSession} calls tools.
 */
@NullMarked
package dev.pulser.mcp;

import org.jspecify.annotations.NullMarked;
