// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.postgres;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the database, {@code pulser.postgres.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.postgres")
public interface PostgresConfig {

    /** JDBC URL as {@code jdbc:postgresql://host:port/database}; PostgreSQL 15 or later. Required. */
    String url();

    /** Owner of the schema; needs CREATEROLE, and CREATE on the database. Required. */
    String user();

    /** Password of the owner. Required. */
    String password();

    /** Password to set for the role {@code pulser_ingest}. Without it, the role's password is not changed. */
    Optional<String> readerPassword();
}
