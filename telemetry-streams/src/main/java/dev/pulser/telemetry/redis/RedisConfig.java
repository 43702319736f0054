// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Redis is, {@code pulser.redis.*}. */
@ConfigMapping(prefix = "pulser.redis")
public interface RedisConfig {

    /** {@code redis://[[user]:password@]host:port[/database]}; {@code rediss:} for TLS. */
    @WithDefault("redis://localhost:6379")
    String url();
}
