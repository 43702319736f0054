// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fake of the REST API on a real port, with scripted responses and a record of the requests. */
public final class FakePulser implements AutoCloseable {

    private record ScriptedResponse(int status, String type, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<ScriptedResponse>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    private FakePulser(HttpServer server) {
        this.server = server;
    }

    public static FakePulser start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var fake = new FakePulser(server);
        server.createContext("/", fake::handle);
        server.start();
        return fake;
    }

    /** Scripts the next response to {@code request} ("GET /health"); the last one is repeated. */
    public FakePulser answering(String request, int status, String body) {
        return answering(request, status, status < 300 ? "application/json" : "application/problem+json", body);
    }

    public synchronized FakePulser answering(String request, int status, String type, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new ScriptedResponse(status, type, body));
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
            send(
                    exchange,
                    answer == null
                            ? new ScriptedResponse(404, "text/plain", "no response is scripted for " + request)
                            : answer);
        }
    }

    private static void send(HttpExchange exchange, ScriptedResponse answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Returns a URL at which no server listens. */
    public static String unusedUrl() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
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
