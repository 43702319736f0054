// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.postgres;

import dev.pulser.service.config.ContextConfig;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Migration of the database to the schema of this version, as the owner of the schema, on connections of its own.
 *
 * <p>Idempotent, and safe to run from several instances at once: Flyway's lock makes them wait for each other. A database
 * that was restored or emptied is migrated again. Each migration has a script in {@code db/undo} that reverts it.
 */
public final class Migrations {

    static final String SCHEMA = "pulser";
    static final String READER = "pulser_ingest";
    static final String HISTORY = "schema_history";

    private static final Logger LOG = Logger.getLogger(Migrations.class);

    private final PostgresConfig postgres;
    private final ContextKey key;

    public Migrations(PostgresConfig postgres, ContextConfig context) {
        this.postgres = postgres;
        this.key = new ContextKey(context.key());
    }

    /**
     * Migrates, then stores the key of the company context and the reader's password. Blocks.
     *
     * @throws SQLException if the database is unavailable or rejects a statement; the call may be repeated
     */
    public void run() throws SQLException {
        var owner = owner();
        try (var connection = owner.getConnection()) { // its errors are clearer than Flyway's
            LOG.debugf("Database connected version=%s", connection.getMetaData().getDatabaseProductVersion());
        }
        migrate(owner);
        try (var connection = owner.getConnection()) {
            setKey(connection);
            setReaderPassword(connection);
        }
    }

    private DataSource owner() {
        var source = new PGSimpleDataSource();
        source.setURL(postgres.url());
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        source.setConnectTimeout(3);
        source.setLoginTimeout(5);
        source.setTcpKeepAlive(true);
        source.setApplicationName("pulser-migrations");
        return source;
    }

    private static void migrate(DataSource owner) throws SQLException {
        try {
            var result = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(owner)
                    .defaultSchema(SCHEMA)
                    .table(HISTORY)
                    .locations("classpath:db/migration")
                    .validateMigrationNaming(true)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
            if (result.migrationsExecuted > 0) {
                LOG.infof(
                        "Database migrated version=%s migrations=%d",
                        result.targetSchemaVersion, result.migrationsExecuted);
            }
        } catch (FlywayException e) {
            throw new SQLException("database migration failed: " + oneLine(e), e);
        }
    }

    private void setKey(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into pulser.context_key (inner_block, outer_block) values (?, ?)
                on conflict (only_row) do update set inner_block = excluded.inner_block, outer_block = excluded.outer_block
                where context_key <> excluded""")) {
            statement.setBytes(1, key.innerBlock());
            statement.setBytes(2, key.outerBlock());
            statement.executeUpdate();
        }
    }

    /** Sends the password as a SCRAM verifier, so that it does not appear in the database's log. */
    private void setReaderPassword(Connection connection) throws SQLException {
        var password = postgres.readerPassword();
        if (password.isPresent()) {
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(READER, password.get().toCharArray(), "scram-sha-256");
        }
    }

    private static String oneLine(Exception e) {
        var message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", " · ");
    }
}
