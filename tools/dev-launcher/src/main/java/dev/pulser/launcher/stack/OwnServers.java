// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.process.LaunchFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Whether the servers that the user brought can be used, so that a slip in an address shows before anything starts. */
final class OwnServers {

    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final int REDIS_PORT = 6379;

    private OwnServers() {}

    /** @throws LaunchFailure naming the flag, the address and what is wrong; passwords are never repeated */
    static void requireUsable(StackOptions options) {
        options.kafka().ifPresent(OwnServers::requireKafka);
        options.postgres().ifPresent(OwnServers::requirePostgres);
        options.redis().ifPresent(OwnServers::requireRedis);
    }

    private static void requireKafka(String bootstrap) {
        int millis = (int) LIMIT.toMillis();
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
            throw new LaunchFailure(
                    "--kafka %s does not answer as a Kafka broker within %d s".formatted(bootstrap, LIMIT.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }

    private static void requirePostgres(PostgresAccount account) {
        DriverManager.setLoginTimeout((int) LIMIT.toSeconds());
        try {
            DriverManager.getConnection(account.url(), account.user(), account.password())
                    .close();
        } catch (SQLException e) {
            var address = account.url().replaceAll("^jdbc:|\\?.*$", "");
            throw new LaunchFailure("--postgres %s cannot be used: %s".formatted(address, e.getMessage()), e);
        }
    }

    /** Only that it can be reached: what it says before a password is given does not matter. */
    private static void requireRedis(String url) {
        var address = URI.create(url);
        int port = address.getPort() < 0 ? REDIS_PORT : address.getPort();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), (int) LIMIT.toMillis());
        } catch (IOException e) {
            throw new LaunchFailure(
                    "--redis %s:%d cannot be reached: %s".formatted(address.getHost(), port, e.getMessage()), e);
        }
    }
}
