// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of reading from Redis, {@code pulser.redis.*}. Read once at startup. */
@ConfigMapping(prefix = "pulser.redis")
public interface RedisCacheConfig {

    /** Timeout of one command; at most half a second. */
    @WithDefault("300ms")
    Duration timeout();
}
