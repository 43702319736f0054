// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Profile without Kafka, PostgreSQL and Redis. */
public final class NoDependenciesProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "pulser.context.key", "a key of the tests",
                "pulser.kafka.bootstrap", "127.0.0.1:1",
                "pulser.redis.url", "redis://127.0.0.1:1",
                "pulser.postgres.url", "jdbc:postgresql://127.0.0.1:1/pulser",
                "pulser.tools.search", "keyword",
                "pulser.http.body-timeout", "1s",
                "pulser.http.cors-origins", "https://board.example");
    }
}
