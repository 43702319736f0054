// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.harness.NoDependenciesProfile;
import dev.pulser.ingest.harness.RawHttpClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with an unknown path, an invalid path or a method that is not allowed. */
@QuarkusTest
@TestProfile(NoDependenciesProfile.class)
class InvalidRequestTest {

    @TestHTTPResource("/")
    URI address;

    private RawHttpClient wire;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TRACE | /health | GET, HEAD, OPTIONS
                    BREW | /api/v1/tasks | GET, HEAD, OPTIONS, POST
                    DELETE | /api/v1/tasks | GET, HEAD, OPTIONS, POST
                    GET | /api/v1/tasks/batch | OPTIONS, POST
                    POST | /api/v1/tasks/tsk_00000000000000000000000000000000 | GET, HEAD, OPTIONS
                    PUT | /q/health | GET, HEAD, OPTIONS
                    POST | /docs/ | GET, HEAD, OPTIONS
                    """)
    void listsAllowedMethods(String method, String path, String allowed) {
        var answer = wire.send("%s %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(method, path));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.slug()).isEqualTo("method-not-allowed");
        assertThat(answer.header("allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1/agents;x=1",
                "/api/v1/agents%3Bx",
                "/api%2Fv1/agents",
                "/api%5Cv1/agents",
                "//api/v1/agents",
                "/api/./v1/agents",
                "/api/..;/v1/agents",
                "/api/%252e/agents",
                "/api/v1/agents.",
                "/API/v1/agents",
                "/q/health;/../api",
                "/api/v1/../v1/agents"
            })
    void rejectsAmbiguousPaths(String path) {
        var answer = wire.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.slug()).isEqualTo("not-found");
    }

    @Test
    void respondsWithJsonOnly() {
        assertThat(wire.get("/health", "Accept: text/html").slug()).isEqualTo("not-acceptable");
    }

    @Test
    void allowsConfiguredOrigins() {
        var preflight = wire.ask(
                "OPTIONS /api/v1/tasks", "Origin: https://board.example", "Access-Control-Request-Method: POST");
        var plain = wire.get("/health", "Origin: https://board.example");

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo("https://board.example");
        assertThat(preflight.header("access-control-allow-headers")).contains("Idempotency-Key");
        assertThat(plain.header("access-control-allow-origin")).isEqualTo("https://board.example");
    }

    @Test
    void rejectsOtherOrigins() {
        var preflight = wire.ask(
                "OPTIONS /api/v1/tasks", "Origin: https://evil.example", "Access-Control-Request-Method: POST");

        assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }
}
