// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Model with the chat completions API of OpenAI that answers after a delay and counts the billed tokens. */
final class BillingModel implements AutoCloseable {

    private final int input;
    private final int output;
    private final Duration delay;
    private final AtomicInteger calls = new AtomicInteger();
    private final HttpServer server;

    /**
     * Creates a model.
     *
     * @param input  prompt tokens of each call
     * @param output completion tokens of each call
     * @param delay  time until the response
     */
    BillingModel(int input, int output, Duration delay) throws IOException {
        this.input = input;
        this.output = output;
        this.delay = delay;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/models", exchange -> send(exchange, "application/json", "{\"data\":[]}"));
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        calls.incrementAndGet(); // billed from here on, even when the caller disconnects
        LockSupport.parkNanos(delay.toNanos());
        send(exchange, "text/event-stream", chat());
    }

    /** Returns one streamed word and the usage. */
    private String chat() {
        return """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"done"},"finish_reason":null}]}

            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}

            data: [DONE]

            """.formatted(input, output, input + output);
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    }

    int calls() {
        return calls.get();
    }

    /** Returns the tokens of all calls. */
    long billedTokens() {
        return (long) calls() * (input + output);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
