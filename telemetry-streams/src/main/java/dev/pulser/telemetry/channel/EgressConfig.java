// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.channel;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where connections may go, {@code pulser.egress.*}. */
@ConfigMapping(prefix = "pulser.egress")
public interface EgressConfig {

    /** Besides public addresses: blocks such as {@code 10.0.0.0/8}, host names, or {@code *} for all. */
    Optional<List<String>> allow();
}
