// SPDX-License-Identifier: AGPL-3.0-only
/** Catalog of the tools of MCP servers and their approval. Entry point: {@link dev.pulser.ingest.tools.ToolCatalog}. */
@NullMarked
package dev.pulser.ingest.tools;

import org.jspecify.annotations.NullMarked;
