// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Profile with real PostgreSQL and Redis, and with {@link RecordingKafka}. */
public final class StoresProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "pulser.context.key", PostgresAndRedis.KEY,
                "pulser.kafka.bootstrap", "127.0.0.1:1",
                "pulser.tools.search", "keyword");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RecordingKafka.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresAndRedis.class));
    }
}
