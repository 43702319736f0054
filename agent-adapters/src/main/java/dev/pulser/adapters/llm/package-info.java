// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Agents of kind {@code llm}: a language model in a loop with the tools of MCP servers. Entry point: {@link
 * dev.pulser.adapters.llm.LlmAdapter}.
 */
@NullMarked
package dev.pulser.adapters.llm;

import org.jspecify.annotations.NullMarked;
