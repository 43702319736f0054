// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.config;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/**
 * Rules for outgoing connections to agents, MCP servers and webhooks, {@code pulser.egress.*}. The same for every
 * service. Read once at start-up; an invalid entry stops the service.
 */
@ConfigMapping(prefix = "pulser.egress")
public interface EgressConfig {

    /**
     * Destinations allowed besides public addresses: CIDR blocks such as {@code 10.1.0.0/16}, host names, or {@code *}
     * for all; separated by commas.
     */
    Optional<List<String>> allow();
}
