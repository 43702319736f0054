// SPDX-License-Identifier: AGPL-3.0-only
/** Small MCP server over stdio with read-only tools, which need no key and no network. Entry point: {@code Toolbox}. */
@NullMarked
package dev.pulser.toolbox;

import org.jspecify.annotations.NullMarked;
