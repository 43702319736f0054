// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** HTTP server that receives webhooks. It responds with 200 or another status, and can be restarted on its port. */
public final class WebhookReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private int port;
    private HttpServer server;

    public WebhookReceiver() throws IOException {
        server = start();
        port = server.getAddress().getPort();
    }

    private HttpServer start() throws IOException {
        var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        started.createContext("/", this::receive);
        started.start();
        return started;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = JSON.readTree(exchange.getRequestBody());
            if (status == 200) {
                texts.add(body.get("text").textValue());
            } else if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    public String url() {
        return "http://127.0.0.1:%d/services/T0/B0/secret".formatted(port);
    }

    public void respond(int code) {
        status = code;
    }

    /** Returns the texts that were accepted with 200. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    public void stop() {
        server.stop(0);
    }

    public void restart() throws IOException {
        server = start();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
