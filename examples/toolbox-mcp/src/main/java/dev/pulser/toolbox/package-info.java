// SPDX-License-Identifier: AGPL-3.0-only
/** A small MCP server over stdio: safe, read-only tools for agents that work without a key and without a network. */
@NullMarked
package dev.pulser.toolbox;

import org.jspecify.annotations.NullMarked;
