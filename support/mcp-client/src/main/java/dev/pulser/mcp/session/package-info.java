// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Session with one running server: version negotiation, tool list and tool calls. Entry point: {@link
 * dev.pulser.mcp.session.McpClientSession}.
 */
@NullMarked
package dev.pulser.mcp.session;

import org.jspecify.annotations.NullMarked;
