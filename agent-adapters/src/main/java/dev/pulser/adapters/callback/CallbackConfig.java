// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where agents post results that take longer than a request, {@code pulser.callback.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.callback")
public interface CallbackConfig {

    /** How agents reach this instance, and no other: a result is of use only to the one that waits for it. */
    @WithDefault("http://127.0.0.1:${quarkus.http.port:8002}")
    URI baseUrl();

    /** Bytes of what is posted; more is refused. */
    @WithDefault("1048576")
    int maxBytes();

    /** Limit of reading one post; a slower one is cut off. */
    @WithDefault("10s")
    Duration readTimeout();
}
