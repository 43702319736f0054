// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.options;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.process.LaunchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExternalServersTest {

    @Test
    void reportsTheOptionAndAddressOfAnUnreachableRedis() {
        var port = StackPorts.anyFree().redis();

        var servers = new ExternalServers(
                Optional.empty(), Optional.empty(), Optional.of("redis://:s3cret@127.0.0.1:" + port));

        assertThatThrownBy(servers::requireReachable)
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith("Cannot connect to Redis at 127.0.0.1:%d: ".formatted(port))
                .hasMessageContaining("--redis")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void reportsTheOptionAndAddressOfAnUnreachableDatabase() {
        var url = "jdbc:postgresql://127.0.0.1:%d/none"
                .formatted(StackPorts.anyFree().postgres());

        var servers = new ExternalServers(
                Optional.empty(), Optional.of(new PostgresAccount(url, "me", "s3cret")), Optional.empty());

        assertThatThrownBy(servers::requireReachable)
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith("Cannot connect to PostgreSQL at " + url.substring("jdbc:".length()))
                .hasMessageContaining("--postgres")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void reportsTheOptionAndAddressOfAnUnreachableBroker() {
        var address = "127.0.0.1:" + StackPorts.anyFree().kafka();

        var servers = new ExternalServers(Optional.of(address), Optional.empty(), Optional.empty());

        assertThatThrownBy(servers::requireReachable)
                .isInstanceOf(LaunchException.class)
                .hasMessage("Kafka at " + address + " did not respond within 8 s. Check --kafka.");
    }

    @Test
    void acceptsAReachableServer() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var redis = "redis://127.0.0.1:" + listening.getLocalPort();

            var servers = new ExternalServers(Optional.empty(), Optional.empty(), Optional.of(redis));

            assertThatCode(servers::requireReachable).doesNotThrowAnyException();
        }
    }
}
