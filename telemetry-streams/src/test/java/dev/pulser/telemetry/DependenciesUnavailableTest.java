// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Composed service without Kafka, PostgreSQL and Redis. */
@QuarkusTest
@TestProfile(DependenciesUnavailableTest.NoDependencies.class)
class DependenciesUnavailableTest {

    @TestHTTPResource("/q/health")
    URI health = URI.create("");

    @Test
    void startsAndIsAlive() throws Exception {
        assertThat(get("/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotReadyAndReportsThePhaseOfItsSinks() throws Exception {
        var answer = get("/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .containsPattern("\"postgres\": *\"starting\"")
                .containsPattern("\"redis\": *\"starting\"");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(health + path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    public static final class NoDependencies implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "pulser.kafka.bootstrap", "127.0.0.1:1",
                    "pulser.postgres.url", "jdbc:postgresql://127.0.0.1:1/pulser",
                    "pulser.postgres.user", "owner",
                    "pulser.postgres.password", "secret",
                    "pulser.context.key", "a secret of tests",
                    "pulser.redis.url", "redis://127.0.0.1:1");
        }
    }
}
