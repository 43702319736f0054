// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.http;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static dev.pulser.toolbox.bench.ToolCalls.failureOf;
import static dev.pulser.toolbox.bench.ToolCalls.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpGetTest {

    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;
    private String host;
    private HttpGet get;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page("/health", 200, "{\"ok\": true}");
        page("/broken", 500, "oh no");
        page("/large", 200, "x".repeat(300_000));
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://example.com/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            awaitTheEnd();
        });
        server.start();
        host = "127.0.0.1:" + server.getAddress().getPort();
        get = new HttpGet(AllowedHosts.parse(host), Duration.ofSeconds(1));
    }

    @AfterEach
    void stopServer() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void returnsStatusTypeAndBody() throws Exception {
        assertThat(contentOf(get, url("/health"))).isEqualTo(json("""
                {"status": 200, "content_type": "application/json", "body": "{\\"ok\\": true}", "bytes": 12,
                 "truncated": false}
                """));
    }

    @Test
    void returnsErrorStatuses() throws Exception {
        assertThat(contentOf(get, url("/broken")).path("status").asInt()).isEqualTo(500);
    }

    @Test
    void doesNotFollowRedirects() throws Exception {
        assertThat(contentOf(get, url("/away")).path("status").asInt()).isEqualTo(302);
    }

    @Test
    void truncatesALargeBody() throws Exception {
        var arguments =
                ToolboxJson.object().put("url", "http://" + host + "/large").put("max_bytes", 1_000);

        var page = contentOf(get, arguments.toString());

        assertThat(page.path("body").asText()).hasSize(1_000);
        assertThat(page.path("truncated").asBoolean()).isTrue();
    }

    @Test
    void limitsTheTimeOfABody() throws Exception {
        assertThat(failureOf(get, url("/drip"))).isEqualTo(host + " did not respond: no complete response within 1 s");
    }

    @Test
    void reportsARefusedConnection() throws Exception {
        server.stop(0);

        assertThat(failureOf(get, url("/health"))).startsWith(host + " did not respond: ConnectException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://example.com/              | which is not in TOOLBOX_HTTP_ALLOW
            http://127.0.0.1/                | which is not in TOOLBOX_HTTP_ALLOW
            https://127.0.0.1/               | which is not in TOOLBOX_HTTP_ALLOW
            http://localhost:9/              | which is not in TOOLBOX_HTTP_ALLOW
            http://127.0.0.1:9@example.com/  | must not contain a user name
            file:///etc/passwd               | must start with http
            ftp://127.0.0.1:9/               | must start with http
            /health                          | must start with http
            http://exa mple/                 | url is invalid
            """)
    void rejectsOtherUrls(String url, String reason) throws Exception {
        var arguments = ToolboxJson.object().put("url", url).toString();

        assertThat(failureOf(get, arguments)).contains(reason);
    }

    @Test
    void namesTheMissingVariable() throws Exception {
        assertThat(failureOf(new HttpGet(AllowedHosts.parse(null), Duration.ofSeconds(1)), url("/health")))
                .startsWith("TOOLBOX_HTTP_ALLOW is not set");
    }

    @Test
    void readsTheListOfAllowedHosts() {
        assertThat(AllowedHosts.parse(" Localhost:80, [::1]:8000 ,").hosts())
                .isEqualTo(Set.of("localhost:80", "[::1]:8000"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedHosts.parse("localhost:80,example.com"))
                .withMessage("TOOLBOX_HTTP_ALLOW: example.com is not host:port");
    }

    private String url(String path) {
        return ToolboxJson.object().put("url", "http://" + host + path).toString();
    }

    private void page(String path, int status, String body) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length());
            try (var output = exchange.getResponseBody()) {
                output.write(body.getBytes(UTF_8));
            }
        });
    }

    private void awaitTheEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
