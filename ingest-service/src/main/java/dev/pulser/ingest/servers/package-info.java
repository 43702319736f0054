// SPDX-License-Identifier: AGPL-3.0-only
/** MCP servers, as the adapters find them. */
@NullMarked
package dev.pulser.ingest.servers;

import org.jspecify.annotations.NullMarked;
