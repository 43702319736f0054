// SPDX-License-Identifier: AGPL-3.0-only
/** Agents that are a language model in a loop with the tools of MCP servers. */
@NullMarked
package dev.pulser.adapters.llm;

import org.jspecify.annotations.NullMarked;
