// SPDX-License-Identifier: AGPL-3.0-only
/**
 * MCP server: the functions of the REST API for AI assistants, on one stateless endpoint for both protocol revisions.
 * Entry point: {@link dev.pulser.ingest.mcp.McpEndpoint}.
 */
@NullMarked
package dev.pulser.ingest.mcp;

import org.jspecify.annotations.NullMarked;
