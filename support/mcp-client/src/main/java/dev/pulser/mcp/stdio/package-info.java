// SPDX-License-Identifier: AGPL-3.0-only
/** Transport stdio: a server process that exchanges one JSON-RPC message per line on stdin and stdout. */
@NullMarked
package dev.pulser.mcp.stdio;

import org.jspecify.annotations.NullMarked;
