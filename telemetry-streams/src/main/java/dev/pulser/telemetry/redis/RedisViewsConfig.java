// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept in Redis, {@code pulser.telemetry.redis.*}. */
@ConfigMapping(prefix = "pulser.telemetry.redis")
public interface RedisViewsConfig {

    /** How long a task stays after its last event. Older ones are read from PostgreSQL. */
    @WithDefault("24h")
    Duration expiry();

    /** The largest result kept, in characters; a larger one is read from PostgreSQL. */
    @WithDefault("65536")
    int largestResult();
}
