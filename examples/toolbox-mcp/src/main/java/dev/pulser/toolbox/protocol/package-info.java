// SPDX-License-Identifier: AGPL-3.0-only
/** MCP over stdio, both eras: lines in, lines out, calls side by side. */
@NullMarked
package dev.pulser.toolbox.protocol;

import org.jspecify.annotations.NullMarked;
