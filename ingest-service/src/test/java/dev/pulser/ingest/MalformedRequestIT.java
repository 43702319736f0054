// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.harness.PackagedService;
import dev.pulser.ingest.harness.RawHttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed HTTP requests to the packaged service, whose framing handler has another class loader than in tests. */
class MalformedRequestIT {

    private static PackagedService service;
    private static RawHttpClient wire;

    @BeforeAll
    static void start() {
        service = PackagedService.start();
        wire = new RawHttpClient(service.address());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: -1",
                "Content-Length: 5, 5",
                "X-Name: a\rb",
                "X Name: a",
                "Host: second"
            })
    void closesOnAnAmbiguousRequest(String header) {
        var answer = wire.send("POST /api/v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + header
                + "\r\n\r\n0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.slug()).isEqualTo("request-malformed");
        assertThat(answer.header("connection")).isEqualTo("close");
    }

    @Test
    void closesOnInputThatIsNotHttp() {
        assertThat(wire.send("\u0016\u0003\u0001\u0002garbage\r\n\r\n").slug()).isEqualTo("request-malformed");
        assertThat(wire.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status()).isEqualTo(400);
        assertThat(wire.send("GET /health HTTP/3.0\r\n\r\n").slug()).isEqualTo("request-malformed");
        assertThat(wire.send("GET /health HTTP/1.1\r\n\r\n").slug()).isEqualTo("request-malformed");
    }

    @Test
    void supportsHttp10() {
        assertThat(wire.send("GET /health HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void limitsHeaders() {
        var many = "X-H: a\r\n".repeat(200);

        assertThat(wire.send("GET /health HTTP/1.1\r\nHost: x\r\n" + many + "\r\n")
                        .slug())
                .isEqualTo("headers-too-large");
        assertThat(wire.get("/health", "X-H: " + "a".repeat(65_536)).status()).isEqualTo(431);
        assertThat(wire.get("/" + "a".repeat(20_000)).slug()).isEqualTo("uri-too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/health?x=%zz", "/health?x=\\", "http://x/health", "*", "/a|b", "/[x]"})
    void rejectsInvalidTargets(String target) {
        var answer = wire.get(target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.slug()).isEqualTo("path-invalid");
    }

    @Test
    void rejectsIncompleteHeadersAfterTheTimeout() {
        long start = System.nanoTime();

        var answer = wire.send("GET /health HTTP/1.1\r\nHost: x\r\nX-A: aaa");

        assertThat(answer.slug()).isEqualTo("request-timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void respondsToMalformedRequestsWithAProblem() {
        var answer = wire.send("GET / HTTP/9.9\r\nHost: x\r\n\r\n");

        assertThat(answer.json().path("status").asInt()).isEqualTo(400);
        assertThat(answer.json().path("correlation_id").asText()).isEqualTo(answer.header("x-correlation-id"));
    }
}
