// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.callback.TestCallbacks;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.adapters.web.TestClients;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.sample.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents that violate HTTP or close connections. */
@Timeout(20)
class BrokenAgentTest {

    private final ServerSocket socket;
    private final AgentHttpClient client = TestClients.local();
    private final HttpAdapter adapter = new HttpAdapter(
            FixedHttpAdapterConfig.small(), client, TestCallbacks.create(), InstantSource.fixed(Assignments.NOW));

    BrokenAgentTest() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        client.close();
    }

    @Test
    void reportsARefusedConnectionAsUnreachable() throws Exception {
        socket.close();

        var failure = failure(run());

        assertThat(failure).isInstanceOf(Failure.Transient.class);
        assertThat(failure.code()).isEqualTo("agent-unreachable");
        assertThat(failure.reason())
                .isEqualTo("Agent alpha cannot be reached at http://127.0.0.1:%d/agent: connection refused"
                        .formatted(socket.getLocalPort()));
    }

    @Test
    void reportsAnUnresolvableHostAsUnreachable() throws Exception {
        var agent = Samples.anAgent("alpha")
                .at(URI.create("http://no-such-agent.invalid/x"))
                .build();

        assertThat(failure(adapter.run(Assignments.any(), agent, new RecordingListener()))
                        .reason())
                .endsWith("host has no address");
    }

    @Test
    void reportsAClosedConnectionAsAmbiguous() throws Exception {
        serve(client -> {
            client.setSoLinger(true, 0);
            client.close();
        });

        assertThat(failure(run()).code()).isEqualTo("agent-connection-lost");
    }

    @Test
    void reportsATruncatedResponseAsAmbiguous() throws Exception {
        serve(client -> {
            write(client, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":");
            client.close();
        });

        assertThat(failure(run()).code()).isEqualTo("agent-connection-lost");
    }

    @Test
    void reportsAResponseThatIsNotHttpAsAmbiguous() throws Exception {
        serve(client -> {
            write(client, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
            client.close();
        });

        assertThat(failure(run())).isInstanceOf(Failure.Ambiguous.class);
    }

    @Test
    void closesTheConnectionWhenInterrupted() throws Exception {
        assertDisconnects((client, received) -> {
            received.countDown();
            while (client.getInputStream().read() >= 0) {}
        });
    }

    @Test
    void interruptsSlowHeaders() throws Exception {
        assertDisconnects((client, received) -> writeSlowly(client, received, "HTTP/1.1 200 OK\r\nX-Slow: "));
    }

    @Test
    void interruptsASlowBody() throws Exception {
        assertDisconnects(
                (client, received) -> writeSlowly(client, received, "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"));
    }

    /** Writes a byte every 20 ms, which no idle timeout would detect. */
    private static void writeSlowly(Socket client, CountDownLatch received, String head) throws IOException {
        write(client, head);
        received.countDown();
        client.setSoTimeout(20);
        while (true) {
            write(client, "x");
            try {
                if (client.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                assertThat(e).isNotNull(); // still connected
            }
        }
    }

    private interface Slow {
        void answer(Socket client, CountDownLatch received) throws IOException;
    }

    private void assertDisconnects(Slow agent) throws Exception {
        var received = new CountDownLatch(1);
        var disconnected = new CountDownLatch(1);
        serve(client -> {
            try {
                agent.answer(client, received);
            } finally {
                disconnected.countDown();
            }
        });
        var attempt = Thread.ofVirtual().start(() -> {
            try {
                run();
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        });
        received.await();

        attempt.interrupt();

        assertThat(disconnected.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(attempt.join(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void closesTheConnectionAtTheBodyLimit() throws Exception {
        var written = new AtomicLong();
        serve(client -> {
            write(client, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(client, "1000\r\n" + "x".repeat(4096) + "\r\n");
                written.addAndGet(4096);
            }
        });

        var failure = failure(run());

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("response-too-large");
        assertThat(written.get()).isLessThan(50_000_000);
    }

    @Test
    void doesNotReadAResponseWithTooLargeContentLength() throws Exception {
        serve(client -> write(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"));

        assertThat(failure(run()).code()).isEqualTo("response-too-large");
    }

    @Test
    void followsNoRedirect() throws Exception {
        serve(client ->
                write(client, "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"));

        assertThat(failure(run()).code()).isEqualTo("agent-redirects");
    }

    @Test
    void rejectsAnEndpointThatIsNotHttp() throws Exception {
        var agent =
                Samples.anAgent("alpha").at(URI.create("file:///etc/passwd")).build();

        assertThat(failure(adapter.run(Assignments.any(), agent, new RecordingListener()))
                        .code())
                .isEqualTo("endpoint-invalid");
    }

    private Outcome run() throws InterruptedException {
        var endpoint = URI.create("http://127.0.0.1:%d/agent".formatted(socket.getLocalPort()));
        return adapter.run(
                Assignments.any(), Samples.anAgent("alpha").at(endpoint).build(), new RecordingListener());
    }

    private interface ConnectionHandler {
        void answer(Socket client) throws IOException;
    }

    private void serve(ConnectionHandler handler) {
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    var client = socket.accept();
                    client.getInputStream().read(new byte[8192]);
                    handler.answer(client);
                } catch (IOException e) {
                    assertThat(e).isNotNull(); // the adapter closed the connection, as expected
                }
            }
        });
    }

    private static void write(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
