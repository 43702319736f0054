// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a request may be, {@code pulser.http.*}. Read once at start-up; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.http")
public interface HttpConfig {

    /** Largest body of a single task. A payload has its own, smaller limit. */
    @WithDefault("4M")
    MemorySize maxBody();

    /** Largest body of a batch. */
    @WithDefault("8M")
    MemorySize maxBatch();

    /** Bodies held in memory at a time, over all requests; who comes when it is used up is told to come again. */
    @WithDefault("24M")
    MemorySize bodyBudget();

    /** A body is here within this time, counted from its headers. At most ten seconds. */
    @WithDefault("8s")
    Duration bodyTimeout();

    /** Origins, such as {@code https://board.example}, whose pages may call; {@code *} for all. None: no CORS headers. */
    Optional<Set<String>> corsOrigins();
}
