// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.http.HttpAdapter;
import dev.pulser.adapters.http.HttpAdapterConfig;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.web.TestClients;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callback route with HTTP requests. */
@QuarkusTest
@TestProfile(CallbackRouteTest.NoBroker.class)
@Timeout(30)
class CallbackRouteTest {

    /** Profile with an unreachable broker. */
    public static final class NoBroker implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "pulser.kafka.bootstrap", "127.0.0.1:1",
                    "pulser.callback.max-bytes", "1000",
                    "pulser.callback.read-timeout", "500ms");
        }
    }

    @Inject
    @SuppressWarnings("NullAway.Init")
    CallbackRegistry callbacks;

    @TestHTTPResource("/")
    URI root = URI.create("set-by-quarkus");

    private final HttpClient client = HttpClient.newHttpClient();
    private final RecordingListener listener = new RecordingListener();

    @Test
    void acceptsALaterResult() throws Exception {
        var statuses = new CopyOnWriteArrayList<Integer>();

        var outcome = runOnAgentWithCallback(callback -> {
            statuses.add(post(
                            request(callback.resolve(callback.getPath() + "/progress")),
                            "{\"progress\":\"half way\",\"fraction\":0.5}")
                    .statusCode());
            statuses.add(post(
                            request(callback)
                                    .header("Content-Type", "application/json")
                                    .header("X-Pulser-Usage", "input_tokens=12;cost_usd=0.01"),
                            "{\"hello\":\"world\"}")
                    .statusCode());
        });

        assertThat(outcome).isEqualTo(new Outcome.Succeeded("{\"success\":true,\"output\":{\"hello\":\"world\"}}"));
        assertThat(statuses).containsExactly(202, 202);
        assertThat(listener.messages()).containsExactly("half way");
        assertThat(listener.usage()).isEqualTo(new Usage(12, 0, 10_000));
    }

    @Test
    void acceptsALaterFailure() throws Exception {
        var busy = runOnAgentWithCallback(callback ->
                post(request(callback).header("X-Pulser-Status", "503").header("Retry-After", "7"), "out of memory"));
        var wrong = runOnAgentWithCallback(callback -> post(request(callback), "{\"error\":\"no such file\"}"));

        assertThat(busy)
                .isEqualTo(new Outcome.Failed(new Failure.Transient(
                        "agent-unavailable", "Agent alpha returned HTTP 503: out of memory", Duration.ofSeconds(7))));
        assertThat(wrong)
                .isEqualTo(new Outcome.Failed(
                        new Failure.Permanent("agent-error", "Agent alpha reported an error: no such file")));
    }

    @Test
    void acceptsAResultBeforeTheResponseHasArrived() throws Exception {
        try (var agent = agent(callback -> post(request(callback), "1"), false)) {
            assertThat(run(agent)).isEqualTo(new Outcome.Succeeded("{\"success\":true,\"output\":1}"));
        }
    }

    @Test
    void rejectsUnexpectedResults() throws Exception {
        var callback = callbacks.open(assignment(), null, 1, listener);
        var address = url(callback);
        callback.close();

        assertThat(post(request(address), "{}").statusCode()).isEqualTo(409);
        assertThat(post(request(root.resolve("/callbacks/guessed.token")), "{}").statusCode())
                .isEqualTo(401);
        assertThat(post(request(root.resolve("/callbacks/guessed.token/progress")), "{}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void rejectsABodyAboveTheLimit() throws Exception {
        try (var callback = callbacks.open(assignment(), null, 1, listener)) {
            assertThat(post(request(url(callback)), "x".repeat(1001)).statusCode())
                    .isEqualTo(413);
            assertThat(post(request(url(callback)), "\"" + "x".repeat(998) + "\"")
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void rejectsASlowBody() throws Exception {
        try (var callback = callbacks.open(assignment(), null, 1, listener);
                var socket = new Socket(InetAddress.getLoopbackAddress(), root.getPort())) {
            var head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                    .formatted(callback.address().getPath());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.setSoTimeout(10_000);

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408");
        }
    }

    private interface CallbackSender {
        void post(URI callback) throws IOException, InterruptedException;
    }

    private record Agent(HttpServer server) implements AutoCloseable {

        URI address() {
            return URI.create(
                    "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private Outcome runOnAgentWithCallback(CallbackSender sender) throws Exception {
        try (var agent = agent(sender, true)) {
            return run(agent);
        }
    }

    /** @param after true to post after the response 202, false to post before it */
    private Agent agent(CallbackSender sender, boolean after) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var callback = URI.create(exchange.getRequestHeaders().getFirst("X-Pulser-Callback"));
            exchange.getRequestBody().readAllBytes();
            try {
                if (!after) {
                    sender.post(root.resolve(callback.getPath()));
                }
                exchange.sendResponseHeaders(202, -1);
                exchange.close();
                if (after) {
                    sender.post(root.resolve(callback.getPath()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return new Agent(server);
    }

    private Outcome run(Agent agent) throws InterruptedException {
        HttpAdapterConfig config = new HttpAdapterConfig() {

            @Override
            public Duration connectTimeout() {
                return Duration.ofSeconds(2);
            }

            @Override
            public int maxResponseBytes() {
                return 10_000;
            }
        };
        try (var agents = TestClients.local()) {
            var adapter = new HttpAdapter(config, agents, callbacks, InstantSource.fixed(Assignments.NOW));
            return adapter.run(
                    assignment(), Samples.anAgent("alpha").at(agent.address()).build(), listener);
        }
    }

    /** Returns an assignment with a deadline on the system clock, which the route uses. */
    private static Assignment assignment() {
        var any = Assignments.any();
        var deadline = Instant.now().plusSeconds(60);
        return Assignment.of(any.task(), new AttemptRef(any.agent(), 1, 1), any.assignedAt(), deadline);
    }

    private URI url(PendingCallback callback) {
        return root.resolve(callback.address().getPath());
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address);
    }

    private HttpResponse<String> post(HttpRequest.Builder request, String body)
            throws IOException, InterruptedException {
        return client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
