// SPDX-License-Identifier: AGPL-3.0-only
/** Status of MCP servers as reported by the adapters. */
@NullMarked
package dev.pulser.ingest.servers;

import org.jspecify.annotations.NullMarked;
