// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.sample.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Simulated agent of kind {@code http}. */
final class ScriptedHttpAgent implements ScriptedAgent, AutoCloseable {

    private final HttpServer server;
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch unanswered = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String lastBody;
    private volatile Headers lastHeaders = new Headers();

    ScriptedHttpAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/agent", this::answer);
        server.createContext("/health/ok", exchange -> send(exchange, 204, ""));
        server.createContext("/health/failing", exchange -> send(exchange, 500, "failing"));
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        lastBody = body;
        lastHeaders = exchange.getRequestHeaders();
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        if (body.contains("\"silence\"")) {
            unanswered.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (body.contains("\"overload\"")) {
            exchange.getResponseHeaders().set("Retry-After", "7");
            send(exchange, 503, "busy");
        } else if (body.contains("\"refusal\"")) {
            send(exchange, 422, "no such file");
        } else {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Pulser-Usage", "input_tokens=120;output_tokens=40;cost_usd=0.0031");
            send(exchange, 200, "{\"hello\":\"world\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public AgentDefinition definition() {
        var address = server.getAddress();
        return Samples.anAgent("alpha")
                .at(URI.create("http://127.0.0.1:%d/agent".formatted(address.getPort())))
                .build();
    }

    AgentDefinition healthyAt(String path) {
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return Samples.anAgent("alpha").at(base).healthAt(base.resolve(path)).build();
    }

    @Nullable
    String lastBody() {
        return lastBody;
    }

    @Nullable
    String lastHeader(String name) {
        return lastHeaders.getFirst(name);
    }

    @Override
    public AgentDefinition unreachableDefinition() {
        return Samples.anAgent("alpha").build();
    }

    @Override
    public String payloadForUsage() {
        return payloadForSuccess();
    }

    @Override
    public String payloadForSuccess() {
        return "{\"do\":\"hello\"}";
    }

    @Override
    public String payloadForOverload() {
        return "{\"do\":\"overload\"}";
    }

    @Override
    public String payloadForRejection() {
        return "{\"do\":\"refusal\"}";
    }

    @Override
    public String payloadWithoutResponse() {
        return "{\"do\":\"silence\"}";
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public boolean hasUnansweredCall() {
        return unanswered.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
