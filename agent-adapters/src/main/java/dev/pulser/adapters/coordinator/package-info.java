// SPDX-License-Identifier: AGPL-3.0-only
/** The MCP servers, processes and sessions over HTTP: one supervisor each, the same connection for all calls. */
@NullMarked
package dev.pulser.adapters.coordinator;

import org.jspecify.annotations.NullMarked;
