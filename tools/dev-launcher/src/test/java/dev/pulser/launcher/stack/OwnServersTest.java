// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.process.LaunchFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnServersTest {

    @TempDir
    Path folder;

    @Test
    void namesTheFlagAndTheAddressOfARedisThatIsNotThere() {
        var port = StackPorts.anyFree().redis();

        assertThatThrownBy(() -> OwnServers.requireUsable(
                        own(Optional.empty(), Optional.empty(), Optional.of("redis://:s3cret@127.0.0.1:" + port))))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("--redis 127.0.0.1:%d cannot be reached: ".formatted(port))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void namesTheFlagAndTheAddressOfADatabaseThatIsNotThere() {
        var url = "jdbc:postgresql://127.0.0.1:%d/none"
                .formatted(StackPorts.anyFree().postgres());

        assertThatThrownBy(() -> OwnServers.requireUsable(
                        own(Optional.empty(), Optional.of(new PostgresAccount(url, "me", "s3cret")), Optional.empty())))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("--postgres " + url.substring("jdbc:".length()) + " cannot be used: ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void namesTheFlagAndTheAddressOfABrokerThatIsNotThere() {
        var address = "127.0.0.1:" + StackPorts.anyFree().kafka();

        assertThatThrownBy(
                        () -> OwnServers.requireUsable(own(Optional.of(address), Optional.empty(), Optional.empty())))
                .isInstanceOf(LaunchFailure.class)
                .hasMessage("--kafka " + address + " does not answer as a Kafka broker within 8 s");
    }

    @Test
    void acceptsWhatCanBeReached() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var redis = "redis://127.0.0.1:" + listening.getLocalPort();

            assertThatCode(() -> OwnServers.requireUsable(own(Optional.empty(), Optional.empty(), Optional.of(redis))))
                    .doesNotThrowAnyException();
        }
    }

    private StackOptions own(Optional<String> kafka, Optional<PostgresAccount> postgres, Optional<String> redis) {
        return new StackOptions(StackPorts.anyFree(), folder, folder.resolve("data"), true, kafka, postgres, redis);
    }
}
