// SPDX-License-Identifier: AGPL-3.0-only
/** The tools of MCP servers: what is offered, what may be called, and letting a person decide that. */
@NullMarked
package dev.pulser.ingest.tools;

import org.jspecify.annotations.NullMarked;
