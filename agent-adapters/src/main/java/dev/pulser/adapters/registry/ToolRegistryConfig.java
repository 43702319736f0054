// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of tool approval and server pings, {@code pulser.mcp.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.mcp")
public interface ToolRegistryConfig {

    /** Approval of the first definition of a tool: {@code first-seen} (automatic) or {@code never} (by an operator). */
    @WithDefault("first-seen")
    ToolApprovalPolicy approve();

    /** Interval between two pings of a ready server, and between two status records of any server. */
    @WithDefault("30s")
    Duration ping();

    /** Timeout of a ping. A server that misses two in a row is restarted, unless a call is running. */
    @WithDefault("10s")
    Duration pingTimeout();
}
