// SPDX-License-Identifier: AGPL-3.0-only
/** JSON-RPC as MCP uses it: its messages, and what may come of a request. */
@NullMarked
package dev.pulser.adapters.coordinator.rpc;

import org.jspecify.annotations.NullMarked;
