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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent of kind {@code http} that fails each task the first time with 503, all of them together once it has been called for
 * {@code tasks} of them, and remembers when: on the steady clock of this JVM. Every second task it fails with a wish to be left
 * alone for a while.
 */
final class FailingOnceAgent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] DONE = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration wish;
    private final CountDownLatch allCalled;
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();

    /**
     * One call, times in nanoseconds.
     *
     * @param answered just before the answer was sent
     * @param wish     how long the agent asked to be left alone, zero where it did not ask
     */
    record Call(long came, long answered, Duration wish) {}

    private FailingOnceAgent(int tasks, Duration wish) throws IOException {
        this.wish = wish;
        allCalled = new CountDownLatch(tasks);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static FailingOnceAgent of(int tasks, Duration wish) throws IOException {
        return new FailingOnceAgent(tasks, wish);
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/run".formatted(server.getAddress().getPort()));
    }

    /** The calls for each task, by its id. */
    Map<String, List<Call>> calls() {
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var came = System.nanoTime();
        try (exchange) {
            var id = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("task_id")
                    .asText();
            var earlier = calls.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>());
            if (earlier.isEmpty()) {
                fail(exchange, came, earlier);
            } else {
                earlier.add(new Call(came, System.nanoTime(), Duration.ZERO));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, DONE.length);
                exchange.getResponseBody().write(DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(HttpExchange exchange, long came, List<Call> earlier) throws IOException, InterruptedException {
        allCalled.countDown();
        allCalled.await();
        boolean asks = failed.incrementAndGet() % 2 == 0;
        if (asks) {
            exchange.getResponseHeaders().set("Retry-After", Long.toString(wish.toSeconds()));
        }
        earlier.add(new Call(came, System.nanoTime(), asks ? wish : Duration.ZERO));
        exchange.sendResponseHeaders(503, -1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
