// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * An agent of kind {@code http} that answers every task at once with 200 bytes. {@code GET /calls} says how many it had.
 * Binds to loopback only.
 */
public final class NoopAgent implements AutoCloseable {

    /** 200 bytes, as the benchmark's definition has it. */
    static final byte[] ANSWER = answer();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder calls = new LongAdder();

    private NoopAgent(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 for any free one */
    public static NoopAgent start(int port) throws IOException {
        // Otherwise the JDK's server waits 40 ms for the client's acknowledgement before the body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        var agent = new NoopAgent(server);
        server.setExecutor(agent.threads);
        server.createContext("/calls", agent::count);
        server.createContext("/", agent::answer);
        server.start();
        return agent;
    }

    /** Runs until the process is ended; the argument is the port. Prints the port that it has. */
    public static void main(String... args) throws IOException {
        var agent = start(args.length > 0 ? Integer.parseInt(args[0]) : 0);
        System.out.println(agent.port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.increment();
        send(exchange, ANSWER);
    }

    private void count(HttpExchange exchange) throws IOException {
        send(exchange, Long.toString(calls.sum()).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] answer() {
        var frame = "{\"done\":true,\"filler\":\"%s\"}";
        return frame.formatted("x".repeat(200 - frame.length() + 2)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
