// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.launcher.process.LoopbackPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedRedisIT extends EmbeddedComponentContract<EmbeddedRedis> {

    @Override
    EmbeddedRedis create(Path folder) {
        return EmbeddedFixtures.redis(folder, watchdog);
    }

    @Override
    void write(String value) throws IOException {
        assertThat(ask(1, "SET kept:%s yes".formatted(value))).containsExactly("+OK");
    }

    /** Asserts the opposite: the cache is empty after a restart. */
    @Override
    void assertHolds(String value) throws IOException {
        assertThat(ask(1, "GET kept:%s".formatted(value))).containsExactly("$-1");
    }

    @Test
    void limitsItsMemoryAndEvictsEntriesWithALifetime() throws IOException {
        assertThat(ask(5, "CONFIG GET maxmemory")).contains(Integer.toString(256 * 1024 * 1024));
        assertThat(ask(5, "CONFIG GET maxmemory-policy")).contains("volatile-lru");
    }

    private List<String> ask(int lines, String command) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(
                    LoopbackPort.address(
                            URI.create("redis://" + component.address()).getPort()),
                    1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return IntStream.range(0, lines).mapToObj(line -> read(in)).toList();
        }
    }

    private static String read(BufferedReader in) {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new AssertionError("no response", e);
        }
    }
}
