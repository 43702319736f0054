// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Tools as their servers define them. Definitions are untrusted input and validated here. Entry point: {@link
 * dev.pulser.mcp.tools.ToolList}.
 */
@NullMarked
package dev.pulser.mcp.tools;

import org.jspecify.annotations.NullMarked;
