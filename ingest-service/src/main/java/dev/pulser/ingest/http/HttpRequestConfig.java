// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Limits of HTTP requests, {@code pulser.http.*}. Read once at startup; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.http")
public interface HttpRequestConfig {

    /** Largest body of a single task. The payload has a smaller limit of its own. */
    @WithDefault("4M")
    MemorySize maxBody();

    /** Largest body of a batch. */
    @WithDefault("8M")
    MemorySize maxBatch();

    /** Memory for request bodies over all requests. Requests beyond it are rejected with 503. */
    @WithDefault("24M")
    MemorySize bodyBudget();

    /** Time to receive a body, counted from the end of the headers. At most ten seconds. */
    @WithDefault("8s")
    Duration bodyTimeout();

    /** Allowed CORS origins such as {@code https://board.example}; {@code *} for all. Empty: no CORS headers. */
    Optional<Set<String>> corsOrigins();
}
