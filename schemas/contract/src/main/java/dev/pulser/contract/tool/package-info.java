// SPDX-License-Identifier: AGPL-3.0-only
/** Tools of MCP servers: what is offered, and what may be called. */
@NullMarked
package dev.pulser.contract.tool;

import org.jspecify.annotations.NullMarked;
