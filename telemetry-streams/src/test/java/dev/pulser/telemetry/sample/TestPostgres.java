// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import dev.pulser.telemetry.postgres.Migrations;
import dev.pulser.telemetry.postgres.PostgresConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL server shared by all tests of a JVM. Each {@link #newDatabase} is empty; its owner is no superuser. */
public final class TestPostgres {

    public static final String KEY = "a secret of tests";
    public static final String READER_PASSWORD = "reader's";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url;

    private TestPostgres(String url) {
        this.url = url;
    }

    public static TestPostgres newDatabase() throws SQLException {
        var name = "test" + DATABASES.incrementAndGet();
        try (var superuser = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = superuser.createStatement()) {
            statement.execute("create database %s owner owner".formatted(name));
        }
        return new TestPostgres(Server.RUNNING.getJdbcUrl("postgres", name).replaceAll("\\?.*", ""));
    }

    public Migrations migrations() {
        return migrations(KEY);
    }

    public Migrations migrations(String key) {
        return new Migrations(config(), () -> key);
    }

    public PostgresConfig config() {
        return new FixedPostgresConfig(url, "owner", "owner's", Optional.of(READER_PASSWORD));
    }

    /** Returns connections as the service opens them: logged in as the owner, with the role of the projector. */
    public DataSource projector() {
        var source = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                try (var statement = connection.createStatement()) {
                    statement.execute("SET ROLE pulser_projector; SET synchronous_commit = off");
                }
                return connection;
            }
        };
        source.setURL(url);
        source.setUser("owner");
        source.setPassword("owner's");
        return source;
    }

    public Connection owner() throws SQLException {
        return DriverManager.getConnection(url, "owner", "owner's");
    }

    public Connection reader() throws SQLException {
        return DriverManager.getConnection(url, "pulser_ingest", READER_PASSWORD);
    }

    /** Returns every row as text, as the projector sees it, sorted by its text. */
    public List<String> rowsOf(String table) throws SQLException {
        return all("select t::text from pulser.%s t order by 1".formatted(table));
    }

    public List<String> all(String query) throws SQLException {
        try (var connection = projector().getConnection()) {
            return all(connection, query);
        }
    }

    /** Returns the first column, as a reader of this company sees it. */
    public List<String> allFor(String company, String query) throws SQLException {
        try (var connection = reader()) {
            connection.setAutoCommit(false);
            CompanySession.enter(connection, company);
            return all(connection, query);
        }
    }

    public static List<String> all(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(String.valueOf(result.getString(1)));
            }
            return rows;
        }
    }

    private record FixedPostgresConfig(String url, String user, String password, Optional<String> readerPassword)
            implements PostgresConfig {}

    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("password_encryption", "scram-sha-256")
                        .start();
                try (var superuser = server.getPostgresDatabase().getConnection();
                        var statement = superuser.createStatement()) {
                    statement.execute("create role owner login createrole password 'owner''s'");
                }
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
            } catch (SQLException e) {
                throw new IllegalStateException("the owner of the test databases cannot be created", e);
            }
        }
    }
}
