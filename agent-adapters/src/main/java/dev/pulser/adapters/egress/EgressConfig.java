// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.egress;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where agents and MCP servers may be, {@code pulser.egress.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.egress")
public interface EgressConfig {

    /**
     * Besides public addresses: blocks such as {@code 10.1.0.0/16}, host names, or {@code *} for everything. Nothing besides
     * them where this is not set.
     */
    Optional<List<String>> allow();
}
