// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.HttpReply;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.StoresProfile;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Idempotency keys while PostgreSQL does not respond, with and without a flush of Redis. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class LostIdempotencyKeysTest {

    private static final String SINCE = "pulser:idempotency-since:default";
    private static final String TASK = "{\"task_type\":\"documentation\",\"payload\":{}}";

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "test.postgres.superuser")
    String postgres;

    @ConfigProperty(name = "pulser.redis.url")
    String redisUrl;

    @Inject
    AgentCatalog catalog;

    @Inject
    RecordingKafka kafka;

    @Inject
    InstantSource time;

    private final String key = UUID.randomUUID().toString();
    private final TaskId id = TaskId.ofKey(Company.DEFAULT, new TaskType("documentation"), key);

    private RawHttpClient wire;
    private RedisClient client;
    private RedisCommands<String, String> redis;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        client = RedisClient.create(redisUrl);
        redis = client.connect().sync();
        Agents.announce(catalog);
    }

    @AfterEach
    void disconnect() {
        redis.set(SINCE, "0");
        client.shutdown();
    }

    private HttpReply submitWhilePostgresIsLocked() throws SQLException {
        try (var connection = DriverManager.getConnection(postgres);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table pulser.task_queue");
            return wire.post("/api/v1/tasks", TASK, "Idempotency-Key: " + key);
        }
    }

    @Test
    void trustsRedisAloneIfItLostNothing() throws SQLException {
        redis.set(SINCE, "0");

        assertThat(submitWhilePostgresIsLocked().status()).isEqualTo(202);
        assertThat(kafka.produced(id)).isPresent();
    }

    @Test
    void doesNotDecideAfterARecentFlushOfRedis() throws SQLException {
        redis.set(SINCE, aDayAgo(Duration.ofMinutes(-1)));

        var answer = submitWhilePostgresIsLocked();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slug()).isEqualTo("store-unavailable");
        assertThat(answer.header("retry-after")).isEqualTo("2");
        assertThat(kafka.produced(id)).isEmpty();
        assertThat(redis.get("pulser:idempotency:default:" + id))
                .as("no claim is left")
                .isNull();
    }

    @Test
    void trustsRedisAgainADayAfterAFlush() throws SQLException {
        redis.set(SINCE, aDayAgo(Duration.ofMinutes(1)));

        assertThat(submitWhilePostgresIsLocked().status()).isEqualTo(202);
    }

    private String aDayAgo(Duration more) {
        return Long.toString(
                time.instant().minus(Duration.ofDays(1)).minus(more).toEpochMilli());
    }
}
