// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.DatabaseRows;
import dev.pulser.ingest.harness.HttpReply;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.StoresProfile;
import io.lettuce.core.RedisClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Submission of tasks, and reads immediately after it. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class SubmitTest {

    private static final String TASKS = "/api/v1/tasks";
    private static final String TASK =
            "{\"task_type\":\"documentation\",\"priority\":\"high\",\"payload\":{\"n\": 1.10},\"requester\":\"me\"}";
    private static final TaskType DOCUMENTATION = new TaskType("documentation");

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

    private RawHttpClient wire;
    private RedisClient redis;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        redis = RedisClient.create(redisUrl);
        Agents.announce(catalog);
    }

    @AfterEach
    void disconnect() {
        redis.shutdown();
    }

    private static TaskId idOf(HttpReply answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        return new TaskId(answer.json().path("task_id").asText());
    }

    @Test
    void writesATaskToTheTopicOfItsPriorityKeyedByItsHomeAgent() {
        var answer = wire.post(TASKS, TASK, "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var record = kafka.produced(idOf(answer)).orElseThrow();
        assertThat(record.topic()).isEqualTo("pulser.tasks.high");
        assertThat(record.key()).isEqualTo("maya");
        assertThat(record.task().payload()).isEqualTo("{\"n\": 1.10}");
        assertThat(record.task().traceparent()).startsWith("00-0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void returnsAReceiptAndTheLocation() {
        var before = Instant.now();

        var answer = wire.post(TASKS, TASK);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("location")).endsWith(TASKS + "/" + idOf(answer));
        var receipt = answer.json();
        assertThat(receipt.path("status").asText()).isEqualTo("queued");
        assertThat(receipt.path("assigned_agent").asText()).isEqualTo("maya");
        assertThat(receipt.path("priority").asText()).isEqualTo("high");
        assertThat(Instant.parse(receipt.path("estimated_completion").asText())).isAfter(before);
    }

    @Test
    void returnsATaskImmediatelyAfterItIsAccepted() {
        var id = idOf(wire.post(TASKS, TASK));

        var answer = wire.get(TASKS + "/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("queued");
        assertThat(answer.body()).contains("\"payload\":{\"n\": 1.10}", "\"requester\":\"me\"");
        assertThat(wire.get(TASKS + "/" + id + "/events").json().path("events")).isEmpty();
    }

    @Test
    void returnsTheStateOfATaskBeforeItIsStored() {
        var task = kafka.produced(idOf(wire.post(TASKS, TASK))).orElseThrow().task();

        kafka.emit(task, 0, "{\"n\": 2.50}", TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);

        var answer = wire.get(TASKS + "/" + task.id());
        assertThat(answer.json().path("status").asText()).isEqualTo("completed");
        assertThat(answer.body()).contains("\"result\":{\"n\": 2.50}");
        assertThat(wire.get(TASKS + "/" + task.id() + "/events")
                        .json()
                        .path("events")
                        .findValuesAsText("status"))
                .containsExactly("queued", "running", "completed");
    }

    @Test
    void respondsWhenTheTaskEndsIfTheClientWaits() {
        var key = UUID.randomUUID().toString();
        var id = TaskId.ofKey(Company.DEFAULT, DOCUMENTATION, key);
        var waiting = CompletableFuture.supplyAsync(
                () -> wire.post(TASKS, TASK, "Idempotency-Key: " + key, "Prefer: respond-async, wait=20"));
        await().atMost(Duration.ofSeconds(15)).until(() -> kafka.produced(id).isPresent());
        var task = kafka.produced(id).orElseThrow().task();

        kafka.emit(task, 0, "\"done\"", TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);

        var answer = waiting.join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("preference-applied")).isEqualTo("wait=20");
        assertThat(answer.json().path("result").asText()).isEqualTo("done");
    }

    @Test
    void returnsTheCurrentStateWhenTheWaitTimesOut() {
        var answer = wire.post(TASKS, TASK, "Prefer: wait=0");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("preference-applied")).isEqualTo("wait=0");
        assertThat(answer.json().path("status").asText()).isEqualTo("queued");
        assertThat(answer.json().has("estimated_completion")).isTrue();
    }

    @Test
    void createsOneTaskForARepeatedSubmission() {
        var key = "Idempotency-Key: " + UUID.randomUUID();

        var first = idOf(wire.post(TASKS, TASK, key));
        var second = idOf(wire.post(TASKS, TASK, key));

        assertThat(second).isEqualTo(first);
        assertThat(kafka.produced())
                .filteredOn(each -> each.task().id().equals(first))
                .hasSize(1);
    }

    @Test
    void rejectsASecondUseOfAKey() {
        var key = "Idempotency-Key: " + UUID.randomUUID();
        wire.post(TASKS, TASK, key);

        var answer = wire.post(TASKS, TASK.replace("1.10", "2"), key);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("idempotency-mismatch");
    }

    @Test
    void findsTasksOfOtherInstancesInRedis() {
        var key = UUID.randomUUID().toString();
        var id = TaskId.ofKey(Company.DEFAULT, DOCUMENTATION, key);
        try (var connection = redis.connect()) {
            connection.sync().set("pulser:idempotency:default:" + id, "0".repeat(32));
        }

        assertThat(wire.post(TASKS, TASK, "Idempotency-Key: " + key).slug()).isEqualTo("idempotency-mismatch");
        assertThat(kafka.produced(id)).isEmpty();
    }

    @Test
    void storesItsClaimInRedisForADay() {
        var key = UUID.randomUUID().toString();
        var id = idOf(wire.post(TASKS, TASK, "Idempotency-Key: " + key));

        try (var connection = redis.connect()) {
            assertThat(connection.sync().get("pulser:idempotency:default:" + id))
                    .hasSize(32);
            assertThat(connection.sync().ttl("pulser:idempotency:default:" + id))
                    .isBetween(86_000L, 86_400L);
        }
    }

    @Test
    void findsAcceptedTasksInPostgresAfterRedisWasFlushed() {
        var key = UUID.randomUUID().toString();
        var stored = aTask().keyed(key).payload("{\"a\":1}").build();
        new DatabaseRows(postgres).add(stored, "completed", 2);

        var other = wire.post(TASKS, TASK, "Idempotency-Key: " + key);
        var same =
                wire.post(TASKS, "{\"task_type\":\"documentation\",\"payload\":{\"a\":1}}", "Idempotency-Key: " + key);

        assertThat(other.slug()).isEqualTo("idempotency-mismatch");
        assertThat(idOf(same)).isEqualTo(stored.id());
        assertThat(kafka.produced(stored.id())).isEmpty();
    }

    @Test
    void prefersPostgresOverMemory() {
        var key = UUID.randomUUID().toString();
        var header = "Idempotency-Key: " + key;
        var refused = idOf(wire.post(TASKS, TASK, header));
        // routing-streams rejected the key, which belongs to another task.
        var stored = aTask().keyed(key).payload("{\"a\":1}").build();
        assertThat(refused).isEqualTo(stored.id());
        new DatabaseRows(postgres).add(stored, "completed", 2);

        var same = wire.post(TASKS, "{\"task_type\":\"documentation\",\"payload\":{\"a\":1}}", header);
        var other = wire.post(TASKS, TASK, header);

        assertThat(idOf(same)).isEqualTo(stored.id());
        assertThat(other.slug()).isEqualTo("idempotency-mismatch");
        try (var connection = redis.connect()) {
            assertThat(connection.sync().get("pulser:idempotency:default:" + stored.id()))
                    .isNull();
        }
    }

    @Test
    void acceptsTheValidTasksOfABatch() {
        var answer = wire.post(
                TASKS + "/batch",
                "[" + TASK + ",{\"task_type\":\"cooking\",\"payload\":{}},"
                        + "{\"task_type\":\"analytics\",\"payload\":{}}]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        var results = answer.json().path("results");
        assertThat(results.findValuesAsText("status")).containsExactly("202", "422", "202");
        assertThat(results.get(0).path("assigned_agent").asText()).isEqualTo("maya");
        assertThat(results.get(2).path("assigned_agent").asText()).isEqualTo("dash");
        assertThat(kafka.produced(new TaskId(results.get(2).path("task_id").asText())))
                .isPresent();
    }

    @Test
    void rejectsTheSecondUseOfAKeyWithinABatch() {
        var key = UUID.randomUUID();
        var one = "{\"task_type\":\"documentation\",\"payload\":{\"n\":1},\"idempotency_key\":\"" + key + "\"}";

        var answer = wire.post(TASKS + "/batch", "[" + one + "," + one.replace(":1}", ":2}") + "," + one + "]");

        assertThat(answer.json().path("results").findValuesAsText("status")).containsExactly("202", "422", "202");
    }

    @Test
    void acceptsABatchOfAThousand() {
        var answer = wire.post(TASKS + "/batch", "[" + (TASK + ",").repeat(999) + TASK + "]");

        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1_000);
    }

    @Test
    void writesLabelsAndReturnsThem() {
        var answer = wire.post(
                "/api/v1/tasks",
                "{\"task_type\":\"documentation\",\"payload\":{},\"labels\":{\"team\":\"data\",\"env\":\"prod\"}}");

        var id = new TaskId(answer.json().path("task_id").asText());
        assertThat(kafka.produced(id).orElseThrow().task().labels()).isEqualTo(Map.of("team", "data", "env", "prod"));
        assertThat(wire.get("/api/v1/tasks/" + id)
                        .json()
                        .path("labels")
                        .path("team")
                        .asText())
                .isEqualTo("data");
    }

    @Test
    void rejectsInvalidLabels() {
        var answer = wire.post(
                "/api/v1/tasks", "{\"task_type\":\"documentation\",\"payload\":{},\"labels\":{\"Team\":\"data\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo("/labels");
    }
}
