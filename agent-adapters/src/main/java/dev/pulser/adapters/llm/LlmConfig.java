// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of agents of kind {@code llm}, {@code pulser.llm.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.llm")
public interface LlmConfig {

    /** Limit for establishing a connection; the attempt's deadline limits the rest. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** Longest total wait of an attempt for a rate-limited endpoint. A task that would wait longer is deferred. */
    @WithDefault("30s")
    Duration maxWait();

    /** Largest streamed response in bytes; the stream is many times larger than its text. */
    @WithDefault("8388608")
    int maxResponseBytes();

    /** Largest result of a task in bytes; keep it below 2 MB, the limit of a Kafka record. */
    @WithDefault("1048576")
    int maxResultBytes();

    /** Largest tool result in characters that the model receives; longer ones are truncated. */
    @WithDefault("20000")
    int maxToolResultChars();

    /** Largest conversation in bytes. Above it the oldest tool results are truncated. */
    @WithDefault("400000")
    int maxContextBytes();
}
