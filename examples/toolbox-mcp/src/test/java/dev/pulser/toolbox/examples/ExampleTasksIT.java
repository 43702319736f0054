// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.toolbox.bench.Broker;
import dev.pulser.toolbox.bench.ToolCalls;
import dev.pulser.toolbox.bench.ToolboxProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call of every example task on a real toolbox with a real database and a real broker. */
class ExampleTasksIT {

    /** Address in the examples, replaced by a test server on a free port. */
    private static final String HEALTH_HOST = "127.0.0.1:8000";

    private EmbeddedPostgres postgres;
    private Broker broker;
    private HttpServer health;

    @BeforeEach
    void startPeers(@TempDir Path folder) throws Exception {
        postgres = EmbeddedPostgres.start();
        broker = Broker.start(folder);
        health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        health.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, 12);
            exchange.getResponseBody().write("{\"ok\": true}".getBytes(UTF_8));
            exchange.close();
        });
        health.start();
    }

    @AfterEach
    void stopPeers() throws IOException {
        health.stop(0);
        broker.close();
        postgres.close();
    }

    @Test
    void succeedWithoutException() throws Exception {
        var calls = calls();
        try (var toolbox = ToolboxProcess.start(Map.of(
                "TOOLBOX_FILES", "../workspace",
                "TOOLBOX_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                "TOOLBOX_DATABASE_USER", "postgres",
                "TOOLBOX_KAFKA", broker.address(),
                "TOOLBOX_HTTP_ALLOW", healthHost()))) {
            for (var from = 0; from < calls.size(); from += 50) {
                var some = calls.subList(from, Math.min(from + 50, calls.size()));
                for (var i = 0; i < some.size(); i++) {
                    toolbox.call(
                            from + i,
                            some.get(i).path("tool").asText(),
                            some.get(i).path("arguments"));
                }
                assertThat(toolbox.next(some.size()))
                        .allSatisfy(answer -> assertThat(answer.at("/result/isError"))
                                .as("%s: %s", calls.get(answer.path("id").asInt()), answer)
                                .hasToString("false"));
            }
        }
        assertThat(calls.size()).isGreaterThan(1_000);
    }

    private List<JsonNode> calls() throws IOException {
        return Files.readAllLines(ExampleTasksTest.FILE).stream()
                .map(line -> line.replace(HEALTH_HOST, healthHost()))
                .map(ToolCalls::json)
                .flatMap(ExampleTasksTest::callsOf)
                .toList();
    }

    private String healthHost() {
        return "127.0.0.1:" + health.getAddress().getPort();
    }
}
