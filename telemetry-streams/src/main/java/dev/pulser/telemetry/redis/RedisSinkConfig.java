// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the tasks kept in Redis, {@code pulser.telemetry.redis.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.telemetry.redis")
public interface RedisSinkConfig {

    /** Time that a task is kept after its last event. Older tasks are read from PostgreSQL. */
    @WithDefault("24h")
    Duration expiry();

    /** Longest result kept, in characters. A longer result is read from PostgreSQL. */
    @WithDefault("65536")
    int maxResultLength();
}
