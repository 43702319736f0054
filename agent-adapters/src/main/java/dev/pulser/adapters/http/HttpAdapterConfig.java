// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of agents of kind {@code http}, {@code pulser.http.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.http")
public interface HttpAdapterConfig {

    /**
     * Limit for establishing a connection; applies to kind {@code a2a} as well. The attempt's deadline limits the rest.
     */
    @WithDefault("3s")
    Duration connectTimeout();

    /**
     * Largest response body in bytes. A larger one is not read and fails the task; keep it below 2 MB, the limit of a
     * Kafka record.
     */
    @WithDefault("1048576")
    int maxResponseBytes();
}
