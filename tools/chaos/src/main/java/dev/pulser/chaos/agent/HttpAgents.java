// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.chaos.journal.AgentCall;
import dev.pulser.chaos.journal.CallJournal;
import dev.pulser.chaos.journal.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Agents of kind {@code http}, one for each path of a server on the loopback address. The script in the task controls their
 * behavior, so they have no state that a restart could lose.
 */
public final class HttpAgents implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final HttpServer server;
    private final CallJournal journal;
    private final Duration hang;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, AtomicInteger> inProgress = new ConcurrentHashMap<>();

    private HttpAgents(HttpServer server, CallJournal journal, Duration hang) {
        this.server = server;
        this.journal = journal;
        this.hang = hang;
    }

    /** @param hang time after which an agent that hangs closes the connection */
    public static HttpAgents start(CallJournal journal, Duration hang) throws IOException {
        // Without it the JDK's server waits 40 ms for an acknowledgement of the headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        var agents = new HttpAgents(server, journal, hang);
        server.setExecutor(agents.threads);
        server.createContext("/", agents::handle);
        server.start();
        return agents;
    }

    public URI address(String agent) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), agent));
    }

    /** Returns the number of calls in progress. */
    public int inProgress(String agent) {
        return inProgress.computeIfAbsent(agent, _ -> new AtomicInteger()).get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var agent = exchange.getRequestURI().getPath().substring(1);
        var counter = inProgress.computeIfAbsent(agent, _ -> new AtomicInteger());
        counter.incrementAndGet();
        try (exchange) {
            respond(exchange, agent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            counter.decrementAndGet();
        }
    }

    private void respond(HttpExchange exchange, String agent) throws IOException, InterruptedException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var work = ScriptedWork.of(JSON.readTree(body).path("payload"));
        int attempt = number(exchange, "X-Pulser-Attempt");
        var step = work.script().at(attempt);
        var request = new AgentCall.Request(
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Idempotency-Key"), ""),
                attempt,
                number(exchange, "X-Pulser-Epoch"),
                work.nonce(),
                Sha256.of(body));
        var call = journal.begin(agent, request, step);
        switch (step) {
            case OK -> {
                pause(work.effort());
                var reply = work.reply(call.id(), attempt);
                call.end(reply, Duration.ZERO);
                send(exchange, 200, reply);
            }
            case UNAVAILABLE -> {
                call.end(null, Duration.ZERO);
                send(exchange, 503, "{\"error\":\"Service unavailable\"}");
            }
            case BUSY -> {
                call.end(null, RETRY_AFTER);
                exchange.getResponseHeaders().set("Retry-After", Long.toString(RETRY_AFTER.toSeconds()));
                send(exchange, 429, "{\"error\":\"Too many requests\"}");
            }
            case HANG -> {
                pause(hang);
                call.end(null, Duration.ZERO);
            }
            case RESET -> call.end(null, Duration.ZERO);
            case MALFORMED -> {
                call.end(null, Duration.ZERO);
                send(exchange, 200, "<html>malformed");
            }
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        var _ = closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static int number(HttpExchange exchange, String header) {
        var text = exchange.getRequestHeaders().getFirst(header);
        return text == null || !text.matches("[0-9]{1,9}") ? 0 : Integer.parseInt(text);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
