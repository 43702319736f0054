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

/** HTTP server of the agents, on the loopback address. */
final class AgentServer implements AutoCloseable {

    /** Response of 200 bytes. */
    static final byte[] RESPONSE = response();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param port 0 for a free one */
    AgentServer(int port) throws IOException {
        // Without it the JDK's server waits 40 ms for an acknowledgement of the headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // The default of 200 closes connections that are about to be used.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        server.setExecutor(threads);
    }

    /** Sets the handler of {@code path} and all paths below it. */
    AgentServer on(String path, ResponseHandler handler) {
        server.createContext(path, exchange -> handle(exchange, handler));
        return this;
    }

    AgentServer start() {
        server.start();
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void handle(HttpExchange exchange, ResponseHandler handler) throws IOException {
        try (exchange) {
            var body = handler.handle(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] response() {
        var frame = "{\"done\":true,\"filler\":\"%s\"}";
        return frame.formatted("x".repeat(200 - frame.length() + 2)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    /** Handler that maps the body of a request to the body of the response; may block. */
    interface ResponseHandler {
        byte[] handle(byte[] body) throws IOException, InterruptedException;
    }
}
