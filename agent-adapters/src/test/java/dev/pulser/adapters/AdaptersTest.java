// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Service without a broker and without a file of servers. */
@QuarkusTest
@TestProfile(AdaptersTest.NoBroker.class)
class AdaptersTest {

    /** Profile with an unreachable broker. */
    public static final class NoBroker implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.test-port", "0", "pulser.kafka.bootstrap", "127.0.0.1:1");
        }
    }

    @TestHTTPResource("/q/health/ready")
    URI readiness = URI.create("set-by-quarkus");

    @TestHTTPResource("/q/health/live")
    URI liveness = URI.create("set-by-quarkus");

    @Test
    void isLiveButNotReadyWhileKafkaIsUnavailable() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var live = client.send(HttpRequest.newBuilder(liveness).build(), BodyHandlers.ofString());
            var ready = client.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.ofString());

            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"joined\": false").contains("\"agents\": 0");
        }
    }
}
