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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Agent of kind {@code http} that answers when a permit is available, and records its calls in order. */
final class PermitAgent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int MANY = 1_000_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger inWork = new AtomicInteger();
    private final AtomicInteger maxInWork = new AtomicInteger();

    private PermitAgent(Semaphore permits) throws IOException {
        this.permits = permits;
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Returns an agent that answers at once. */
    static PermitAgent answering() throws IOException {
        return new PermitAgent(new Semaphore(MANY));
    }

    /** Returns an agent that answers one call for each permit of {@link #allow}. */
    static PermitAgent blocked() throws IOException {
        return new PermitAgent(new Semaphore(0));
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/run".formatted(server.getAddress().getPort()));
    }

    void allow(int answers) {
        permits.release(answers);
    }

    /** Returns the task ids of all calls, in their order. */
    List<String> calls() {
        return calls;
    }

    int inWork() {
        return inWork.get();
    }

    int maxInWork() {
        return maxInWork.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        maxInWork.accumulateAndGet(inWork.incrementAndGet(), Math::max);
        try (exchange) {
            calls.add(JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("task_id")
                    .asText());
            permits.acquire();
            var body = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            inWork.decrementAndGet();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        permits.release(MANY);
        server.stop(0);
        threads.close();
    }
}
