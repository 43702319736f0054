// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which tools may be called and how their servers are looked after, {@code pulser.mcp.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.mcp")
public interface RegistryConfig {

    /** Whether the first definition of a tool that is seen is approved by itself: {@code first-seen} or {@code never}. */
    @WithDefault("first-seen")
    ApproveTools approve();

    /** Between two pings of a server that is ready, and two words of how it is. */
    @WithDefault("30s")
    Duration ping();

    /** How long a ping may stay unanswered; a server that leaves two in a row is started again, unless it is at work. */
    @WithDefault("10s")
    Duration pingTimeout();
}
