// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of agents of kind {@code mcp}, {@code pulser.mcp.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.mcp")
public interface McpAdapterConfig {

    /** Largest result of a task in bytes. A larger one fails the task. Kafka records are limited to 2 MB. */
    @WithDefault("1048576")
    int maxResultBytes();
}
