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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Agent of kind {@code http} that works for a fixed time, records its completed tasks, and can be stopped and restarted. */
final class RecordingAgent implements AutoCloseable {

    private final Duration work;
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final int port;
    private @Nullable HttpServer server;

    RecordingAgent(Duration work) throws IOException {
        this.work = work;
        var first = open(0);
        server = first;
        port = first.getAddress().getPort();
    }

    private HttpServer open(int at) throws IOException {
        var opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        opened.createContext("/", this::answer);
        opened.start();
        return opened;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var task = new ObjectMapper()
                    .readTree(exchange.getRequestBody())
                    .path("task_id")
                    .asText();
            LockSupport.parkNanos(work.toNanos());
            deliver(exchange, task);
        }
    }

    /** Responds, unless the agent has been stopped in the meantime. */
    private synchronized void deliver(HttpExchange exchange, String task) throws IOException {
        if (server == null) {
            return;
        }
        var body = "{\"by\":%d}".formatted(port).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().close();
        done.add(task);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:%d/run".formatted(port));
    }

    /** Returns the ids of the completed tasks, in the order of their completion. */
    List<String> done() {
        return done;
    }

    /** Closes all connections and stops listening. */
    void stop() {
        var stopped = detach();
        if (stopped != null) {
            stopped.stop(0);
        }
    }

    private synchronized @Nullable HttpServer detach() {
        var running = server;
        server = null;
        return running;
    }

    synchronized void restart() throws IOException {
        server = open(port);
    }

    @Override
    public void close() {
        stop();
    }
}
