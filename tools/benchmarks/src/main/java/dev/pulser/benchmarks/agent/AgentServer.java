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

/** What every agent of kind {@code http} here stands on. Binds to loopback only. */
final class AgentServer implements AutoCloseable {

    /** 200 bytes, as the benchmark's definition has it. */
    static final byte[] ANSWER = answer();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param port 0 for any free one */
    AgentServer(int port) throws IOException {
        // Otherwise the JDK's server waits 40 ms for the client's acknowledgement before the body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Otherwise it hangs up on whoever is idle as soon as 200 are, also on those that are just about to call.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        server.setExecutor(threads);
    }

    /** Calls of {@code path} and what lies below it are answered so. */
    AgentServer on(String path, Answering answering) {
        server.createContext(path, exchange -> answer(exchange, answering));
        return this;
    }

    AgentServer start() {
        server.start();
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Answering answering) throws IOException {
        try (exchange) {
            var body = answering.answer(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** From the body of a call to the body of its answer; may take its time. */
    interface Answering {
        byte[] answer(byte[] body) throws IOException, InterruptedException;
    }
}
