// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses agents may be given, {@code pulser.egress.*}: the same as for agent-adapters, which connect. Read once at
 * start-up; an invalid value stops the service.
 */
@ConfigMapping(prefix = "pulser.egress")
public interface EgressConfig {

    /** Besides public addresses: blocks such as {@code 10.1.0.0/16}, host names, or {@code *} for all; commas between. */
    Optional<List<String>> allow();
}
