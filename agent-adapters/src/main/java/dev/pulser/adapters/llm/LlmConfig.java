// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How agents of kind {@code llm} work, {@code pulser.llm.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.llm")
public interface LlmConfig {

    /** Limit of making a connection; the attempt's own limit holds for all the rest. */
    @WithDefault("3s")
    Duration connectTimeout();

    /**
     * How long an attempt waits, all in all, for an endpoint that is asked too often; a task that would have to wait longer
     * gives its place to another.
     */
    @WithDefault("30s")
    Duration maxWait();

    /** Bytes of one answer as it is streamed, which is many times its text; of a longer one the rest is not read. */
    @WithDefault("8388608")
    int maxAnswerBytes();

    /** Bytes of the result of a task; a larger one fails it. A Kafka record holds less than 2 MB. */
    @WithDefault("1048576")
    int maxResultBytes();

    /** Characters of a tool's result that the model is told; the rest is cut off. */
    @WithDefault("20000")
    int maxToolResultChars();

    /** Bytes of a conversation; above it the oldest results of tools are cut to their beginnings. */
    @WithDefault("400000")
    int maxContextBytes();
}
