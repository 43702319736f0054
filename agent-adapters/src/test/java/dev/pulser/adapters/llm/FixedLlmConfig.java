// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import java.time.Duration;

/** LLM settings for tests. */
record FixedLlmConfig(
        Duration connectTimeout,
        Duration maxWait,
        int maxResponseBytes,
        int maxResultBytes,
        int maxToolResultChars,
        int maxContextBytes)
        implements LlmConfig {

    static FixedLlmConfig small() {
        return new FixedLlmConfig(Duration.ofSeconds(3), Duration.ofSeconds(5), 100_000, 20_000, 1_000, 50_000);
    }
}
