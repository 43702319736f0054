// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How agents are looked after, {@code pulser.health.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.health")
public interface MonitorConfig {

    /** Between two checks of an agent that is well. One in doubt is checked ten times as often. */
    @WithDefault("30s")
    Duration interval();

    /** How long a check may take; one that takes longer has failed. */
    @WithDefault("5s")
    Duration limit();

    /** Failed checks in a row after which an agent is unhealthy, 1 or more. */
    @WithDefault("3")
    int unhealthyAfter();

    /** Good checks in a row after which it is well again, 1 or more. */
    @WithDefault("2")
    int healthyAfter();
}
