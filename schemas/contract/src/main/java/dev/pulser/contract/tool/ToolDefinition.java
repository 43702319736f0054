// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.time.Instant;

/**
 * Definition of a tool as its MCP server lists it.
 *
 * @param hash    SHA-256 of name, description, schemas and hints, in lower-case hex
 * @param listed  false when the server no longer lists the tool
 * @param adapter name of the adapter instance that received the listing
 */
public record ToolDefinition(ToolRef ref, ToolSpec spec, String hash, boolean listed, String adapter, Instant at) {}
