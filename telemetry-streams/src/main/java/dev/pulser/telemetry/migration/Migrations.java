// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.migration;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the database to the shape that this version needs, as its owner, on connections of its own.
 *
 * <p>Several instances may run it at once: one waits for the other. Run again it changes nothing, so it also heals a
 * database that was restored or emptied. Each migration has a script in {@code db/undo} that takes it back.
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
     * Migrates, sets the key of the signed company and the reader's password. Blocks.
     *
     * @throws SQLException where the database is away or refuses; nothing is half done, try again
     */
    public void run() throws SQLException {
        var owner = owner();
        try (var connection = owner.getConnection()) { // says what is wrong better than Flyway does
            LOG.debugf("database reached version=%s", connection.getMetaData().getDatabaseProductVersion());
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
                        "database migrated version=%s steps=%d", result.targetSchemaVersion, result.migrationsExecuted);
            }
        } catch (FlywayException e) {
            throw new SQLException("the migration failed: " + oneLine(e), e);
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

    /** Sent as a SCRAM verifier: the password itself never reaches the database's log. */
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
