// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.fault.FaultEffect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RedisFlushTest {

    @Test
    void observesDeletedKeys() throws IOException {
        var proof = against("+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n:42\r\n+OK\r\n:0\r\n");

        assertThat(proof.observed()).isTrue();
        assertThat(proof.description()).isEqualTo("42 keys before, 0 after");
    }

    @Test
    void observesNothingInAnEmptyRedis() throws IOException {
        assertThat(against("+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n:0\r\n+OK\r\n:0\r\n")
                        .observed())
                .isFalse();
    }

    @Test
    void observesNothingWhenTheCommandIsDenied() throws IOException {
        var proof = against("+OK\r\n+QUEUED\r\n-ERR unknown command 'FLUSHALL'\r\n");

        assertThat(proof.observed()).isFalse();
        assertThat(proof.description()).contains("unknown command");
    }

    /** Runs the flush against a server that sends this response. */
    private static FaultEffect against(String answer) throws IOException {
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
            return new RedisFlush(new InetSocketAddress(server.getInetAddress(), server.getLocalPort())).inject();
        }
    }
}
