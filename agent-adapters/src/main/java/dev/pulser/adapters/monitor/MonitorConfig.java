// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of health checks, {@code pulser.health.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.health")
public interface MonitorConfig {

    /** Time between two checks of a healthy agent. Others are checked ten times as often. */
    @WithDefault("30s")
    Duration interval();

    /** Limit of one check; a check that takes longer has failed. */
    @WithDefault("5s")
    Duration timeout();

    /** Consecutive failed checks after which an agent is unhealthy; 1 or more. */
    @WithDefault("3")
    int failureThreshold();

    /** Consecutive successful checks after which an agent is healthy again; 1 or more. */
    @WithDefault("2")
    int successThreshold();
}
