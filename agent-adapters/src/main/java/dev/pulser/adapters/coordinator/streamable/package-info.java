// SPDX-License-Identifier: AGPL-3.0-only
/** Servers that are reached by HTTP (MCP's "Streamable HTTP"), in both eras of the protocol. */
@NullMarked
package dev.pulser.adapters.coordinator.streamable;

import org.jspecify.annotations.NullMarked;
