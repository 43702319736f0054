// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Client for the OpenAI chat completions API, built on LangChain4j. Entry point: {@link
 * dev.pulser.adapters.llm.openai.OpenAiEndpoints}.
 */
@NullMarked
package dev.pulser.adapters.llm.openai;

import org.jspecify.annotations.NullMarked;
