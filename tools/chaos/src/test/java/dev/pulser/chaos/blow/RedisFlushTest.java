// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.fault.Proof;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RedisFlushTest {

    @Test
    void keysThatAreGoneAreTheProof() throws IOException {
        var proof = against("+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n:42\r\n+OK\r\n:0\r\n");

        assertThat(proof.bit()).isTrue();
        assertThat(proof.seen()).isEqualTo("42 keys before, 0 after");
    }

    @Test
    void anEmptyRedisLosesNothing() throws IOException {
        assertThat(against("+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n:0\r\n+OK\r\n:0\r\n")
                        .bit())
                .isFalse();
    }

    @Test
    void aRefusalIsNoProof() throws IOException {
        var proof = against("+OK\r\n+QUEUED\r\n-ERR unknown command 'FLUSHALL'\r\n");

        assertThat(proof.bit()).isFalse();
        assertThat(proof.seen()).contains("unknown command");
    }

    /** A server that says this to whoever comes. */
    private static Proof against(String answer) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> {
                try (var client = server.accept()) {
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            return new RedisFlush(new InetSocketAddress(server.getInetAddress(), server.getLocalPort())).deal();
        }
    }
}
