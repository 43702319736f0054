// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Settings of callbacks, {@code pulser.callback.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.callback")
public interface CallbackConfig {

    /**
     * URL at which agents reach this instance and no other, because only the instance that runs the attempt can use the
     * result.
     */
    @WithDefault("http://127.0.0.1:8002")
    URI baseUrl();

    /** Largest body of a callback request in bytes; larger requests are rejected with 413. */
    @WithDefault("1048576")
    int maxBytes();

    /** Limit for reading the body of a callback request; slower requests are rejected with 408. */
    @WithDefault("10s")
    Duration readTimeout();
}
