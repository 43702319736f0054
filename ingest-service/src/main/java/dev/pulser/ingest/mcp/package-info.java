// SPDX-License-Identifier: AGPL-3.0-only
/** Pulser as an MCP server: the same as REST, for assistants. One endpoint, both eras of the protocol, no session. */
@NullMarked
package dev.pulser.ingest.mcp;

import org.jspecify.annotations.NullMarked;
