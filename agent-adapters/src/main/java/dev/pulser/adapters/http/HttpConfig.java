// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How agents of kind {@code http} are called, {@code pulser.http.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.http")
public interface HttpConfig {

    /** Limit of making a connection; the attempt's own limit holds for all the rest. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** Bytes of an answer's body. A longer one is cut off and fails the task; a Kafka record holds less than 2 MB. */
    @WithDefault("1048576")
    int maxResponseBytes();
}
