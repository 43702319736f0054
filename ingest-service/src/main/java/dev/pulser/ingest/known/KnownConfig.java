// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.known;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The tasks kept in memory, {@code pulser.recent.*}. Read once at start-up; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.recent")
public interface KnownConfig {

    /** All of them together, roughly. A task without a large result takes about a kilobyte. */
    @WithDefault("32M")
    MemorySize memory();

    /** How long a task stays after it was last touched. */
    @WithDefault("1h")
    Duration kept();
}
