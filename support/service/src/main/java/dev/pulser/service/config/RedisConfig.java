// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the connection to Redis, {@code pulser.redis.*}. Read once at start-up; an invalid URL stops the service. */
@ConfigMapping(prefix = "pulser.redis")
public interface RedisConfig {

    /**
     * Address as {@code redis://[[user]:password@]host:port[/database]}; {@code rediss:} for TLS. It need not be
     * reachable, at start-up or later.
     */
    @WithDefault("redis://localhost:6379")
    String url();
}
