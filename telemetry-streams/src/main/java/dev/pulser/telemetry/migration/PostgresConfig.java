// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.migration;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The database, {@code pulser.postgres.*}. */
@ConfigMapping(prefix = "pulser.postgres")
public interface PostgresConfig {

    /** {@code jdbc:postgresql://host:port/database}; PostgreSQL 15 or later. */
    String url();

    /** Who owns the schema: needs CREATEROLE, and CREATE on the database. */
    String user();

    String password();

    /** The password that the role {@code pulser_ingest} gets; without one the role's password stays as it is. */
    Optional<String> readerPassword();
}
