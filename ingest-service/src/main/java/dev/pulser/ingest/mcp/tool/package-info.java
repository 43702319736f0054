// SPDX-License-Identifier: AGPL-3.0-only
/** The tools: what an assistant can ask of Pulser. Each calls what the REST resource of the same thing calls. */
@NullMarked
package dev.pulser.ingest.mcp.tool;

import org.jspecify.annotations.NullMarked;
