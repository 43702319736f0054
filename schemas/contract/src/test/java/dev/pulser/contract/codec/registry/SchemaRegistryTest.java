// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.registry;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.contract.codec.Codecs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests with a simulated registry; the end-to-end tests use a real one. */
class SchemaRegistryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> schemas = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api", this::answer);
        server.start();
        address = URI.create(
                "http://127.0.0.1:%d/api/".formatted(server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void writesAndReadsWithTheIdsOfTheRegistry() {
        var task = aTask().build();

        var bytes = Codecs.using(address).task().serializer().serialize("pulser.tasks.high", task);

        assertThat(bytes[4]).isEqualTo((byte) 101);
        assertThat(Codecs.using(address).task().deserializer().deserialize("pulser.tasks.high", bytes))
                .isEqualTo(task);
        assertThat(requests)
                .containsExactly("POST /api/subjects/pulser.tasks.high-value/versions", "GET /api/schemas/ids/101");
    }

    @Test
    void registersASchemaOnce() {
        var codecs = Codecs.using(address);
        var first = codecs.task().serializer().serialize("t", aTask().build());
        server.stop(0);

        var second = codecs.task().serializer().serialize("t", aTask().build());

        assertThat(second).startsWith(first[0], first[1], first[2], first[3], first[4]);
    }

    @Test
    void distinguishesAnUnknownIdFromAnUnavailableRegistry() {
        var registry = new SchemaRegistry(address);

        assertThatExceptionOfType(UnknownSchemaException.class).isThrownBy(() -> registry.schemaOf(4_711));

        server.stop(0);
        assertThatExceptionOfType(SchemaRegistryUnavailableException.class).isThrownBy(() -> registry.schemaOf(4_712));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + ' ' + path);
        var body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            schemas.add(JSON.readTree(body).path("schema").asText());
            send(exchange, 200, "{\"id\":%d}".formatted(100 + schemas.size()));
            return;
        }
        int index = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)) - 101;
        if (index < 0 || index >= schemas.size()) {
            send(exchange, 404, "{\"error_code\":40403}");
        } else {
            send(
                    exchange,
                    200,
                    JSON.createObjectNode().put("schema", schemas.get(index)).toString());
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
