// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackPortTest {

    @Test
    void reportsABusyPortWithItsPurposeAndOption() throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = new LoopbackPort(busy.getLocalPort(), "the REST API", "--port");

            assertThatThrownBy(port::requireFree)
                    .isInstanceOf(LaunchException.class)
                    .hasMessage(
                            "Port %1$d, needed for the REST API, is in use. Stop the process that listens on it (lsof -i :%1$d), or choose another port with --port PORT.",
                            busy.getLocalPort());
        }
    }

    @Test
    void detectsAServerThatListensOnAllAddresses() throws IOException {
        try (var busy = new ServerSocket()) {
            busy.bind(new InetSocketAddress(0));

            assertThatThrownBy(() -> new LoopbackPort(busy.getLocalPort(), "Kafka", "--kafka-port").requireFree())
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void acceptsAFreePort() {
        assertThatCode(() -> new LoopbackPort(LoopbackPort.anyFree(), "Redis", "--redis-port").requireFree())
                .doesNotThrowAnyException();
    }

    @Test
    void returnsNoPortTwiceAndNoEphemeralPort() {
        var ports =
                IntStream.range(0, 200).map(_ -> LoopbackPort.anyFree()).boxed().toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 20_000 && port < 32_768);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void refusesInvalidNumbers(int number) {
        assertThatThrownBy(() -> new LoopbackPort(number, "Redis", "--redis-port"))
                .hasMessage("Invalid value %d for --redis-port. Use a port from 1 to 65535.", number);
    }

    @Test
    void answersOnlyWhenAProcessListens() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(LoopbackPort.isListening(server.getLocalPort())).isTrue();
        }
        assertThat(LoopbackPort.isListening(LoopbackPort.anyFree())).isFalse();
    }
}
