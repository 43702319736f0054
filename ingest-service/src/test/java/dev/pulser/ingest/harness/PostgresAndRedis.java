// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** Real PostgreSQL with the migrations of telemetry-streams, and real Redis. */
public final class PostgresAndRedis implements QuarkusTestResourceLifecycleManager {

    static final String KEY = "a key of the tests";

    private static final Path MIGRATIONS = Path.of("../telemetry-streams/src/main/resources/db/migration");
    private static final String PASSWORD = "reader";
    private static final int BLOCK = 64;

    private @Nullable EmbeddedPostgres postgres;
    private @Nullable RedisServer redis;

    @Override
    public Map<String, String> start() {
        try {
            var database = EmbeddedPostgres.start();
            postgres = database;
            migrate(database);
            int port = freePort();
            redis = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            redis.start();
            return Map.of(
                    "test.postgres.superuser",
                    database.getJdbcUrl("postgres", "pulser"),
                    "pulser.postgres.url",
                    database.getJdbcUrl("postgres", "pulser").replaceAll("\\?.*", ""),
                    "pulser.postgres.user",
                    "pulser_ingest",
                    "pulser.postgres.password",
                    PASSWORD,
                    "pulser.redis.url",
                    "redis://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void migrate(EmbeddedPostgres database) throws SQLException, IOException {
        try (var superuser = database.getPostgresDatabase().getConnection()) {
            execute(superuser, "create role owner login createrole");
            execute(superuser, "create database pulser owner owner");
        }
        try (var superuser = DriverManager.getConnection(database.getJdbcUrl("postgres", "pulser"))) {
            execute(superuser, "set role owner");
            execute(superuser, "create schema pulser");
            try (var files = Files.list(MIGRATIONS)) {
                for (var file : files.sorted().toList()) {
                    execute(superuser, Files.readString(file));
                }
            }
            execute(superuser, "alter role pulser_ingest password '" + PASSWORD + "'");
            storeKey(superuser);
        }
    }

    /** Stores the key in the format of telemetry-streams: padded to a block and combined with HMAC's two constants. */
    private static void storeKey(Connection connection) throws SQLException {
        var padded = Arrays.copyOf(KEY.getBytes(StandardCharsets.UTF_8), BLOCK);
        try (var insert = connection.prepareStatement(
                "insert into pulser.context_key (inner_block, outer_block) values (?, ?)")) {
            insert.setBytes(1, mixed(padded, 0x36));
            insert.setBytes(2, mixed(padded, 0x5c));
            insert.executeUpdate();
        }
    }

    private static byte[] mixed(byte[] block, int constant) {
        var result = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            result[i] = (byte) (block[i] ^ constant);
        }
        return result;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        try {
            if (redis != null) {
                redis.stop();
            }
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
