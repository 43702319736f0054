// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

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

/** An agent of kind {@code http} that works when it is allowed to, and remembers in which order it was called. */
final class ScriptedAgent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int MANY = 1_000_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger inWork = new AtomicInteger();
    private final AtomicInteger mostInWork = new AtomicInteger();

    private ScriptedAgent(Semaphore permits) throws IOException {
        this.permits = permits;
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that answers at once. */
    static ScriptedAgent willing() throws IOException {
        return new ScriptedAgent(new Semaphore(MANY));
    }

    /** One that answers a call for each {@link #allow}. */
    static ScriptedAgent waiting() throws IOException {
        return new ScriptedAgent(new Semaphore(0));
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/run".formatted(server.getAddress().getPort()));
    }

    void allow(int answers) {
        permits.release(answers);
    }

    /** Ids of the tasks it was called for, in the order of the calls. */
    List<String> calls() {
        return calls;
    }

    int inWork() {
        return inWork.get();
    }

    int mostInWork() {
        return mostInWork.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        mostInWork.accumulateAndGet(inWork.incrementAndGet(), Math::max);
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
