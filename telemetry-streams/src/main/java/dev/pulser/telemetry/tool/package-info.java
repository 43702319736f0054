// SPDX-License-Identifier: AGPL-3.0-only
/** Tools of MCP servers: what is offered, what may be called, what became of them. */
@NullMarked
package dev.pulser.telemetry.tool;

import org.jspecify.annotations.NullMarked;
