// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.migration;

import io.smallrye.config.ConfigMapping;

/** The signed company, {@code pulser.context.*}. */
@ConfigMapping(prefix = "pulser.context")
public interface ContextConfig {

    /** The secret that readers sign their company with; the same for all services. */
    String key();
}
