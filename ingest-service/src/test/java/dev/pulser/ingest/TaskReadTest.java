// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.harness.DatabaseRows;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.StoresProfile;
import io.lettuce.core.RedisClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading of tasks from Redis and PostgreSQL in the format of telemetry-streams. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class TaskReadTest {

    private static final String TASKS = "/api/v1/tasks";

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "test.postgres.superuser")
    String postgres;

    @ConfigProperty(name = "pulser.redis.url")
    String redisUrl;

    private RawHttpClient wire;
    private DatabaseRows rows;
    private RedisClient redis;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        rows = new DatabaseRows(postgres);
        redis = RedisClient.create(redisUrl);
    }

    @AfterEach
    void disconnect() {
        redis.shutdown();
    }

    private void cache(Task task, int seq, String status, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "task_id", task.id().value(),
                "company", task.company().name(),
                "task_type", task.type().name(),
                "priority", task.priority().wireName(),
                "created_at", task.submittedAt().toString(),
                "assigned_agent", "maya",
                "attempt", "1",
                "error_code", "null",
                "status", status,
                "seq", Integer.toString(seq)));
        fields.putAll(more);
        try (var connection = redis.connect()) {
            var key = "pulser:task:%s:%s".formatted(task.company(), task.id());
            connection.sync().del(key);
            connection.sync().hset(key, fields);
        }
    }

    private JsonNode read(Task task) {
        var answer = wire.get(TASKS + "/" + task.id());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void readsATaskFromRedisWithItsVerbatimResult() {
        var task = aTask().build();
        cache(
                task,
                2,
                "completed",
                Map.of("result", "{\"n\":1.10, \"m\":[ ]}", "completed_at", "2026-01-31T12:00:01Z"));

        var answer = wire.get(TASKS + "/" + task.id() + "/status");

        assertThat(answer.body()).contains("\"result\":{\"n\":1.10, \"m\":[ ]}", "\"status\":\"completed\"");
        assertThat(answer.json().path("completed_at").asText()).isEqualTo("2026-01-31T12:00:01Z");
    }

    @Test
    void readsFromPostgresATaskThatRedisHasLost() {
        var task = aTask().build();
        cache(task, 0, "queued", Map.of());
        assertThat(read(task).path("status").asText()).isEqualTo("queued");
        try (var connection = redis.connect()) {
            connection.sync().del("pulser:task:%s:%s".formatted(task.company(), task.id()));
        }
        rows.add(task, "completed", 2);

        var answer = wire.get(TASKS + "/" + task.id() + "/status");

        assertThat(answer.json().path("status").asText()).isEqualTo("completed");
    }

    @Test
    void readsTheErrorOfAFailedTask() {
        var task = aTask().build();
        cache(task, 2, "failed", Map.of("error_code", "agent-unreachable", "error_message", "connection refused"));

        var error = read(task).path("error");

        assertThat(error.path("code").asText()).isEqualTo("agent-unreachable");
        assertThat(error.path("reason").asText()).isEqualTo("connection refused");
    }

    @Test
    void addsThePayloadFromPostgres() {
        var task = aTask().payload("{\"a\":1.50}").build();
        cache(task, 1, "running", Map.of());
        rows.add(task, "running", 1);

        var whole = wire.get(TASKS + "/" + task.id());

        assertThat(whole.body()).contains("\"payload\":{\"a\":1.50}", "\"requester\":\"user@example.com\"");
        assertThat(wire.get(TASKS + "/" + task.id() + "/status").json().has("payload"))
                .isFalse();
    }

    @Test
    void readsFromPostgresWhenRedisIsIncomplete() {
        var stored = aTask().build();
        rows.add(stored, "completed", 2);
        var large = aTask().build();
        rows.add(large, "completed", 2);
        cache(large, 2, "completed", Map.of("result_omitted", "true"));

        assertThat(wire.get(TASKS + "/" + stored.id()).body()).contains("\"result\":{\"n\":1.10}");
        assertThat(wire.get(TASKS + "/" + large.id()).body()).contains("\"result\":{\"n\":1.10}");
    }

    @Test
    void isUnavailableForAnIncompleteHashWithoutARow() {
        var task = aTask().build();
        cache(task, 2, "completed", Map.of("result_omitted", "true"));

        assertThat(wire.get(TASKS + "/" + task.id()).slug()).isEqualTo("store-unavailable");
    }

    @Test
    void toleratesARedisKeyOfAnotherType() {
        var task = aTask().build();
        rows.add(task, "completed", 2);
        try (var connection = redis.connect()) {
            connection.sync().set("pulser:task:default:" + task.id(), "no hash");
        }

        assertThat(read(task).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void neverReturnsAnOlderState() {
        var task = aTask().build();
        cache(task, 2, "retrying", Map.of());
        assertThat(read(task).path("status").asText()).isEqualTo("retrying");

        cache(task, 1, "running", Map.of());

        assertThat(read(task).path("status").asText()).isEqualTo("retrying");
    }

    @Test
    void worksWithoutRedisEntries() {
        var task = aTask().build();
        cache(task, 2, "running", Map.of());
        read(task);
        try (var connection = redis.connect()) {
            connection.sync().flushall();
        }

        assertThat(read(task).path("status").asText()).isEqualTo("running");
    }

    @Test
    void hidesTasksOfOtherCompanies() {
        var other = aTask().of("other").build();
        rows.add(other, "completed", 2);
        var none = aTask().build();

        var answerOther = wire.get(TASKS + "/" + other.id());
        var answerNone = wire.get(TASKS + "/" + none.id());

        assertThat(answerOther.status()).isEqualTo(404);
        assertThat(answerOther.slug()).isEqualTo("task-not-found");
        assertThat(answerOther.json().path("detail").asText().replace(other.id().value(), ""))
                .isEqualTo(answerNone
                        .json()
                        .path("detail")
                        .asText()
                        .replace(none.id().value(), ""));
        assertThat(wire.get(TASKS + "/" + other.id() + "/events").status()).isEqualTo(404);
    }

    @Test
    void doesNotReturnNotFoundForARecentId() {
        var id = TaskId.random(Instant.now(), RandomGenerator.getDefault());

        var answer = wire.get(TASKS + "/" + id);

        assertThat(answer.slug()).isEqualTo("task-not-visible");
        assertThat(answer.header("retry-after")).isEqualTo("1");
    }

    @Test
    void waitsAtMostTheLimit() {
        var task = aTask().build();
        cache(task, 1, "running", Map.of());
        long start = System.nanoTime();

        var answer = wire.get(TASKS + "/" + task.id(), "Prefer: wait=1");

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        assertThat(answer.header("preference-applied")).isEqualTo("wait=1");
        assertThat(answer.json().path("status").asText()).isEqualTo("running");
    }

    @Test
    void listsTheEventsInOrder() {
        var task = aTask().build();
        rows.add(task, "completed", 2);

        var events = wire.get(TASKS + "/" + task.id() + "/events").json().path("events");

        assertThat(events.findValuesAsText("status")).containsExactly("queued", "running", "completed");
        assertThat(events.findValuesAsText("seq")).containsExactly("0", "1", "2");
    }

    @Test
    void listsEachTaskOncePageByPage() {
        var type = "paged";
        for (int i = 0; i < 5; i++) {
            // Two tasks with the same time, so that they are ordered by id.
            rows.add(
                    aTask().ofType(type)
                            .submittedAt(Samples.NOON.plusSeconds(i / 2))
                            .build(),
                    "queued",
                    0);
        }

        var seen = new ArrayList<String>();
        var times = new ArrayList<String>();
        var cursor = "";
        do {
            var page = wire.get(TASKS + "?type=" + type + "&limit=2" + cursor).json();
            seen.addAll(page.path("tasks").findValuesAsText("task_id"));
            times.addAll(page.path("tasks").findValuesAsText("created_at"));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(times).isSortedAccordingTo((a, b) -> Instant.parse(b).compareTo(Instant.parse(a)));
    }

    @Test
    void acceptsACursorOnlyWithTheSameFilters() {
        rows.add(aTask().ofType("cursed").build(), "queued", 0);
        rows.add(aTask().ofType("cursed").build(), "queued", 0);
        var cursor = wire.get(TASKS + "?type=cursed&limit=1")
                .json()
                .path("next_cursor")
                .asText();

        assertThat(wire.get(TASKS + "?type=cursed&limit=1&cursor=" + cursor).status())
                .isEqualTo(200);
        assertThat(wire.get(TASKS + "?type=other&limit=1&cursor=" + cursor).slug())
                .isEqualTo("page-invalid");
    }

    @Test
    void filtersListsByEveryParameter() {
        var wanted = aTask().ofType("filtered")
                .priority(Priority.HIGH)
                .payload("{\"q\":\"100%_Sure!\"}")
                .build();
        rows.add(wanted, "failed", 2);
        rows.add(aTask().ofType("filtered").payload("{\"q\":\"100 are sure\"}").build(), "completed", 2);
        rows.add(
                aTask().ofType("filtered")
                        .of("other")
                        .payload("{\"q\":\"100%_sure!\"}")
                        .build(),
                "failed",
                2);

        assertThat(idsOf("type=filtered")).hasSize(2);
        assertThat(idsOf("type=filtered&status=failed"))
                .containsExactly(wanted.id().value());
        assertThat(idsOf("type=filtered&priority=high&agent=maya"))
                .containsExactly(wanted.id().value());
        assertThat(idsOf("type=filtered&text=100%25_sure!"))
                .containsExactly(wanted.id().value());
        assertThat(idsOf("type=filtered&text=100%25%25")).isEmpty();
        assertThat(idsOf("type=filtered&from=2026-01-31T12:00:00Z")).hasSize(2);
        assertThat(idsOf("type=filtered&to=2026-01-31T12:00:00Z")).isEmpty();
        assertThat(idsOf("type=filtered&agent=unknown")).isEmpty();
    }

    private Iterable<String> idsOf(String query) {
        var answer = wire.get(TASKS + "?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("tasks").findValuesAsText("task_id");
    }

    @Test
    void filtersListsByLabels() {
        var both = aTask().labeled("team", "label-test").labeled("env", "prod").build();
        var team = aTask().labeled("team", "label-test").labeled("env", "dev").build();
        var other = aTask().labeled("owner", "label-test").build();
        for (var task : List.of(both, team, other)) {
            rows.add(task, "queued", 0);
        }

        assertThat(idsOf("label=team=label-test"))
                .containsExactlyInAnyOrder(both.id().value(), team.id().value());
        assertThat(idsOf("label=team=label-test&label=env=prod"))
                .containsExactly(both.id().value());
        assertThat(idsOf("label=team=label-test&label=env"))
                .containsExactlyInAnyOrder(both.id().value(), team.id().value());
        assertThat(idsOf("label=team=label-test&label=owner")).isEmpty();
        assertThat(wire.get(TASKS + "/" + both.id()).json().path("labels"))
                .hasToString("{\"env\":\"prod\",\"team\":\"label-test\"}");
    }

    @Test
    void rejectsInvalidLabelFilters() {
        assertThat(wire.get(TASKS + "?label=Team=x").slug()).isEqualTo("filter-invalid");
        assertThat(wire.get(TASKS + "?label=").slug()).isEqualTo("filter-invalid");
        assertThat(wire.get(TASKS + "?label=team=a&label=team=b").slug()).isEqualTo("filter-invalid");
    }
}
