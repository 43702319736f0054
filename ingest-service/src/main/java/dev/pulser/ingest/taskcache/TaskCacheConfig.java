// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** In-memory task cache settings, {@code pulser.task-cache.*}. Read once at startup; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.task-cache")
public interface TaskCacheConfig {

    /** Approximate size of all cached tasks. A task without a large result takes about one kilobyte. */
    @WithDefault("32M")
    MemorySize memory();

    /** Time after the last access until a task is evicted. */
    @WithDefault("1h")
    Duration expiry();
}
