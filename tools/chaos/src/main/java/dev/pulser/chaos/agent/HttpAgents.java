// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.chaos.journal.CallJournal;
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
 * Agents of kind {@code http}, one for each path, in one server on the loopback address. What one does is written in the
 * task, so that it has nothing to remember and a restart changes nothing.
 */
public final class HttpAgents implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ASKED_FOR = Duration.ofSeconds(1);

    private final HttpServer server;
    private final CallJournal journal;
    private final Duration hang;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, AtomicInteger> inWork = new ConcurrentHashMap<>();

    private HttpAgents(HttpServer server, CallJournal journal, Duration hang) {
        this.server = server;
        this.journal = journal;
        this.hang = hang;
    }

    /** @param hang how long an agent that hangs says nothing */
    public static HttpAgents start(CallJournal journal, Duration hang) throws IOException {
        // Otherwise the JDK's server waits 40 ms for the client's acknowledgement before the body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        var agents = new HttpAgents(server, journal, hang);
        server.setExecutor(agents.threads);
        server.createContext("/", agents::answer);
        server.start();
        return agents;
    }

    public URI address(String agent) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), agent));
    }

    /** Calls that this agent is working on. */
    public int inWork(String agent) {
        return inWork.computeIfAbsent(agent, _ -> new AtomicInteger()).get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var agent = exchange.getRequestURI().getPath().substring(1);
        var counter = inWork.computeIfAbsent(agent, _ -> new AtomicInteger());
        counter.incrementAndGet();
        try (exchange) {
            obey(exchange, agent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            counter.decrementAndGet();
        }
    }

    private void obey(HttpExchange exchange, String agent) throws IOException, InterruptedException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var work = Work.of(JSON.readTree(body).path("payload"));
        int attempt = number(exchange, "X-Pulser-Attempt");
        var step = work.script().at(attempt);
        var call = journal.began(
                agent,
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Idempotency-Key"), ""),
                attempt,
                number(exchange, "X-Pulser-Epoch"),
                work.nonce(),
                body,
                step);
        switch (step) {
            case OK -> {
                pause(work.effort());
                var reply = work.reply(call.id(), attempt);
                call.ends(reply, Duration.ZERO);
                send(exchange, 200, reply);
            }
            case UNAVAILABLE -> {
                call.ends(null, Duration.ZERO);
                send(exchange, 503, "{\"error\":\"not now\"}");
            }
            case BUSY -> {
                call.ends(null, ASKED_FOR);
                exchange.getResponseHeaders().set("Retry-After", Long.toString(ASKED_FOR.toSeconds()));
                send(exchange, 429, "{\"error\":\"too much\"}");
            }
            case HANG -> {
                pause(hang);
                call.ends(null, Duration.ZERO);
            }
            case RESET -> call.ends(null, Duration.ZERO);
            case MALFORMED -> {
                call.ends(null, Duration.ZERO);
                send(exchange, 200, "<html>not what was asked for");
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
