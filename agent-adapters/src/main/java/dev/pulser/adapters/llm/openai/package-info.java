// SPDX-License-Identifier: AGPL-3.0-only
/** Endpoints that speak OpenAI's chat completions, by way of LangChain4j. */
@NullMarked
package dev.pulser.adapters.llm.openai;

import org.jspecify.annotations.NullMarked;
