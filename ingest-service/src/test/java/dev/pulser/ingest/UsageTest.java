// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.events.AttemptProgressFollower;
import dev.pulser.ingest.harness.DatabaseRows;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.StoresProfile;
import io.lettuce.core.RedisClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Usage and progress of tasks. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class UsageTest {

    private static final String TASKS = "/api/v1/tasks/";
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "test.postgres.superuser")
    String postgres;

    @ConfigProperty(name = "pulser.redis.url")
    String redisUrl;

    @Inject
    AttemptProgressFollower feed;

    private RawHttpClient wire;
    private DatabaseRows rows;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        rows = new DatabaseRows(postgres);
    }

    @Test
    void isReadFromPostgres() throws SQLException {
        var task = aTask().build();
        rows.add(task, "completed", 2);
        try (var connection = DriverManager.getConnection(postgres);
                var update = connection.prepareStatement(
                        "update pulser.task_queue set input_tokens = 1200, cost_micros = 12500"
                                + " where task_id = ?")) {
            update.setString(1, task.id().value());
            update.execute();
        }

        assertThat(wire.get(TASKS + task.id()).json().path("usage"))
                .hasToString("{\"input_tokens\":1200,\"cost_usd\":0.0125}");
    }

    @Test
    void isReadFromRedis() {
        var task = aTask().build();
        cache(task, Map.of("output_tokens", "7", "cost_micros", "2000000"));

        assertThat(wire.get(TASKS + task.id() + "/status").json().path("usage"))
                .hasToString("{\"output_tokens\":7,\"cost_usd\":2}");
    }

    private void cache(Task task, Map<String, String> usage) {
        var client = RedisClient.create(redisUrl);
        try (var connection = client.connect()) {
            var key = "pulser:task:%s:%s".formatted(task.company(), task.id());
            connection
                    .sync()
                    .hset(
                            key,
                            Map.of(
                                    "task_id", task.id().value(),
                                    "company", task.company().name(),
                                    "created_at", task.submittedAt().toString(),
                                    "status", "completed",
                                    "seq", "2"));
            connection.sync().hset(key, usage);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void omitsUsageWithoutUse() {
        var task = aTask().build();
        rows.add(task, "completed", 2);

        assertThat(wire.get(TASKS + task.id()).json().has("usage")).isFalse();
    }

    @Test
    void showsTheLatestProgressOfARunningTask() {
        var task = aTask().build();
        rows.add(task, "running", 1);

        progressMessage(task, 1, "reading", 0.25);
        progressMessage(task, 1, "writing", null);

        assertThat(wire.get(TASKS + task.id()).json().path("progress"))
                .hasToString("{\"message\":\"writing\",\"at\":\"2026-01-31T12:00:00Z\"}");
    }

    @Test
    void dropsProgressAtTheEndOfTheAttempt() {
        var task = aTask().build();
        rows.add(task, "running", 1);
        progressMessage(task, 2, "reading", 0.25);

        ended(task, 1);
        assertThat(wire.get(TASKS + task.id())
                        .json()
                        .path("progress")
                        .path("fraction")
                        .asDouble())
                .isEqualTo(0.25);
        ended(task, 2);
        assertThat(wire.get(TASKS + task.id()).json().has("progress")).isFalse();
    }

    @Test
    void showsNoProgressOfATaskThatDoesNotRun() {
        var task = aTask().build();
        rows.add(task, "queued", 0);
        progressMessage(task, 1, "reading", 0.25);

        assertThat(wire.get(TASKS + task.id()).json().has("progress")).isFalse();
    }

    private void progressMessage(Task task, int epoch, String message, @Nullable Double fraction) {
        report(new AdapterReport.AttemptProgress(task.id(), epoch, message, fraction));
    }

    private void ended(Task task, int epoch) {
        report(new AdapterReport.AttemptEnded(
                task.id(), 1, epoch, NOON, new Outcome.Cancelled(), List.of(), Usage.NONE));
    }

    private void report(AdapterReport.Body body) {
        var topic = Topics.using(Codecs.builtIn()).outcomes();
        var agent = new AgentName("maya");
        feed.onRecord(new ConsumerRecord<>(
                topic.name(),
                0,
                0,
                topic.keys().serializer().serialize(topic.name(), agent),
                topic.values()
                        .serializer()
                        .serialize(topic.name(), new AdapterReport(agent, "adapter-1", NOON, body))));
    }
}
