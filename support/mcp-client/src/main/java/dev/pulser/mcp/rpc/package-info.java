// SPDX-License-Identifier: AGPL-3.0-only
/** JSON-RPC 2.0 as used by MCP: messages, requests, their outcomes and connections. */
@NullMarked
package dev.pulser.mcp.rpc;

import org.jspecify.annotations.NullMarked;
