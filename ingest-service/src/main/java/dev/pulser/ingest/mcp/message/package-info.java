// SPDX-License-Identifier: AGPL-3.0-only
/** JSON-RPC 2.0, as strict as MCP asks for. */
@NullMarked
package dev.pulser.ingest.mcp.message;

import org.jspecify.annotations.NullMarked;
