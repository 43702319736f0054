// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.options;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.process.LaunchException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Servers of the user that replace embedded ones.
 *
 * @param kafka    bootstrap servers, {@code host:port} separated by commas
 * @param postgres account of a database; its role must be allowed to create roles
 * @param redis    {@code redis://host:port}
 */
public record ExternalServers(Optional<String> kafka, Optional<PostgresAccount> postgres, Optional<String> redis) {

    /** No external server. */
    public static final ExternalServers NONE =
            new ExternalServers(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final int REDIS_PORT = 6379;

    /**
     * Verifies that each server can be used, before anything is started.
     *
     * @throws LaunchException with the option, the address and the error; passwords are never repeated
     */
    public void requireReachable() {
        kafka.ifPresent(ExternalServers::requireKafka);
        postgres.ifPresent(ExternalServers::requirePostgres);
        redis.ifPresent(ExternalServers::requireRedis);
    }

    private static void requireKafka(String bootstrap) {
        int millis = (int) TIMEOUT.toMillis();
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis);
        try (var admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException | KafkaException e) {
            throw new LaunchException(
                    "Kafka at %s did not respond within %d s. Check --kafka.".formatted(bootstrap, TIMEOUT.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while waiting for Kafka.", e);
        }
    }

    private static void requirePostgres(PostgresAccount account) {
        DriverManager.setLoginTimeout((int) TIMEOUT.toSeconds());
        try {
            DriverManager.getConnection(account.url(), account.user(), account.password())
                    .close();
        } catch (SQLException e) {
            var address = account.url().replaceAll("^jdbc:|\\?.*$", "");
            throw new LaunchException(
                    "Cannot connect to PostgreSQL at %s: %s Check --postgres.".formatted(address, e.getMessage()), e);
        }
    }

    /** Verifies only the connection: a server with a password refuses commands here. */
    private static void requireRedis(String url) {
        var address = URI.create(url);
        int port = address.getPort() < 0 ? REDIS_PORT : address.getPort();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), (int) TIMEOUT.toMillis());
        } catch (IOException e) {
            throw new LaunchException(
                    "Cannot connect to Redis at %s:%d: %s. Check --redis."
                            .formatted(address.getHost(), port, e.getMessage()),
                    e);
        }
    }
}
