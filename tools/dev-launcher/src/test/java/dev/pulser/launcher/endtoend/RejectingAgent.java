// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Agent of kind {@code http} that rejects every task permanently until {@code accept} is called, and records completed
 * tasks.
 */
final class RejectingAgent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] DONE = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private volatile boolean accepting;

    RejectingAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/run".formatted(server.getAddress().getPort()));
    }

    void accept() {
        accepting = true;
    }

    /** Returns the ids of the completed tasks, one entry for each call. */
    List<String> done() {
        return done;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var task = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("task_id")
                    .asText();
            if (!accepting) {
                exchange.sendResponseHeaders(422, -1);
                return;
            }
            done.add(task);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, DONE.length);
            exchange.getResponseBody().write(DONE);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
