// SPDX-License-Identifier: AGPL-3.0-only
/** JSON-RPC 2.0 messages, as strict as MCP requires. */
@NullMarked
package dev.pulser.ingest.mcp.jsonrpc;

import org.jspecify.annotations.NullMarked;
