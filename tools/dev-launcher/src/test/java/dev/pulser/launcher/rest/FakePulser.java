// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.launcher.process.LoopbackPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An HTTP server on a real port that answers what it was told, and remembers what it was asked. */
public final class FakePulser implements AutoCloseable {

    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    private FakePulser(HttpServer server) {
        this.server = server;
    }

    public static FakePulser start() throws IOException {
        var server = HttpServer.create(LoopbackPort.address(0), 0);
        var fake = new FakePulser(server);
        server.createContext("/", fake::handle);
        server.start();
        return fake;
    }

    /** The next time {@code request} ("GET /health") comes; the last answer is repeated. */
    public FakePulser answering(String request, int status, String body) {
        return answering(request, status, status < 300 ? "application/json" : "application/problem+json", body);
    }

    public synchronized FakePulser answering(String request, int status, String type, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(status, type, body));
        return this;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var headers = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add("%s prefer=%s key=%s %s"
                    .formatted(request, headers.getFirst("Prefer"), headers.getFirst("Idempotency-Key"), body));
            var planned = answers.getOrDefault(request, new ArrayDeque<>());
            var answer = planned.size() > 1 ? planned.poll() : planned.peek();
            send(exchange, answer == null ? new Answer(404, "text/plain", "not planned: " + request) : answer);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
