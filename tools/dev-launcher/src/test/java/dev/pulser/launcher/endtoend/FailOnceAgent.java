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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Agent of kind {@code http} that answers the first call for each task with 503, all together once it has been called
 * for {@code tasks} of them, and records the times of the calls. Every second of these responses has a Retry-After
 * header.
 */
final class FailOnceAgent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] DONE = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration retryAfter;
    private final CountDownLatch allCalled;
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();

    /**
     * Call, with times of {@link System#nanoTime()}.
     *
     * @param received   time of the request
     * @param answered   time of the response
     * @param retryAfter value of Retry-After; zero without the header
     */
    record Call(long received, long answered, Duration retryAfter) {}

    private FailOnceAgent(int tasks, Duration retryAfter) throws IOException {
        this.retryAfter = retryAfter;
        allCalled = new CountDownLatch(tasks);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static FailOnceAgent of(int tasks, Duration retryAfter) throws IOException {
        return new FailOnceAgent(tasks, retryAfter);
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/run".formatted(server.getAddress().getPort()));
    }

    /** Returns the calls by task id. */
    Map<String, List<Call>> calls() {
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var received = System.nanoTime();
        try (exchange) {
            var id = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("task_id")
                    .asText();
            var earlier = calls.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>());
            if (earlier.isEmpty()) {
                fail(exchange, received, earlier);
            } else {
                earlier.add(new Call(received, System.nanoTime(), Duration.ZERO));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, DONE.length);
                exchange.getResponseBody().write(DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(HttpExchange exchange, long received, List<Call> earlier)
            throws IOException, InterruptedException {
        allCalled.countDown();
        allCalled.await();
        boolean withHeader = failed.incrementAndGet() % 2 == 0;
        if (withHeader) {
            exchange.getResponseHeaders().set("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        earlier.add(new Call(received, System.nanoTime(), withHeader ? retryAfter : Duration.ZERO));
        exchange.sendResponseHeaders(503, -1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
