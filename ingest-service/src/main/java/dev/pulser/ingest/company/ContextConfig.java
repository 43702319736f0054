// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.company;

import io.smallrye.config.ConfigMapping;

/** How this service proves to Postgres whose rows it may see, {@code pulser.context.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.context")
public interface ContextConfig {

    /** Key of the signed company context: any text, the same that telemetry-streams is given. Required. */
    String key();
}
