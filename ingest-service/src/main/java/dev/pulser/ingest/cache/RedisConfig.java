// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Redis is, {@code pulser.redis.*}. Read once at start-up; a URL that is none stops the service. */
@ConfigMapping(prefix = "pulser.redis")
public interface RedisConfig {

    /** {@code redis://user:password@host:port} or {@code rediss://…}. Need not answer, now or ever. */
    @WithDefault("redis://localhost:6379")
    String url();

    /** How long one answer is waited for, at most half a second. */
    @WithDefault("300ms")
    Duration timeout();
}
