// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.config;

import io.smallrye.config.ConfigMapping;

/**
 * Secret for the signed company context of database sessions, {@code pulser.context.*}. PostgreSQL shows a session the
 * rows of the company that the session proves with a signature. Read once at start-up.
 */
@ConfigMapping(prefix = "pulser.context")
public interface ContextConfig {

    /** Key of the signatures: any text, the same for all services. Required. */
    String key();
}
