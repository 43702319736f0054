// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.egress;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where the adapters may connect to, {@code pulser.egress.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.egress")
public interface EgressConfig {

    /** What is allowed besides public addresses: blocks such as {@code 10.1.0.0/16}, host names, or {@code *} for all. */
    Optional<List<String>> allow();
}
