// SPDX-License-Identifier: AGPL-3.0-only
/** Projection of the tools of MCP servers. Entry point: {@link dev.pulser.telemetry.tool.ToolProjection}. */
@NullMarked
package dev.pulser.telemetry.tool;

import org.jspecify.annotations.NullMarked;
