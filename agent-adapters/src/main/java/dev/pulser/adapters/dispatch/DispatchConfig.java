// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of dispatch, {@code pulser.dispatch.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.dispatch")
public interface DispatchConfig {

    /** Largest number of concurrent attempts of this instance; 1 or more. At the limit only revocations are read. */
    @WithDefault("1000")
    int maxRunning();

    /** Largest total payload of the running attempts in bytes. At the limit only revocations are read. */
    @WithDefault("33554432")
    long maxPayloadBytes();

    /** Time between two heartbeats. A lane expires an attempt after {@code pulser.routing.lease} without one. */
    @WithDefault("2s")
    Duration heartbeatInterval();

    /** Time that running attempts have to end after a shutdown began. Later ones are interrupted and reported. */
    @WithDefault("20s")
    Duration drainTimeout();
}
