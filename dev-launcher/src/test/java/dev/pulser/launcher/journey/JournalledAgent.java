// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An agent of kind http that takes its time and remembers whose work it has done. Can go away and come back. */
final class JournalledAgent implements AutoCloseable {

    private final Duration work;
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final int port;
    private @Nullable HttpServer server;

    JournalledAgent(Duration work) throws IOException {
        this.work = work;
        var first = open(0);
        server = first;
        port = first.getAddress().getPort();
    }

    private HttpServer open(int at) throws IOException {
        var opened = HttpServer.create(new InetSocketAddress("127.0.0.1", at), 0);
        opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        opened.createContext("/", this::answer);
        opened.start();
        return opened;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var task = new ObjectMapper().readTree(exchange.getRequestBody()).path("task_id").asText();
            LockSupport.parkNanos(work.toNanos());
            var body = "{\"by\":%d}".formatted(port).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            done.add(task); // whoever has gone away meanwhile has thrown, and has done nothing
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:%d/run".formatted(port));
    }

    /** The tasks that were answered, in the order of their ends. */
    List<String> done() {
        return done;
    }

    /** Hangs up on everybody and listens no more. */
    void goAway() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    void comeBack() throws IOException {
        server = open(port);
    }

    @Override
    public void close() {
        goAway();
    }
}
