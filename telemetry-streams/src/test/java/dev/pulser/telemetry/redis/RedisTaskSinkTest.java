// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.SinkBatches.ofCommands;
import static dev.pulser.telemetry.sample.SinkBatches.ofEvents;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static dev.pulser.telemetry.sample.TaskEvents.completed;
import static dev.pulser.telemetry.sample.TaskEvents.queued;
import static dev.pulser.telemetry.sample.TaskEvents.queuedAt;
import static dev.pulser.telemetry.sample.TaskEvents.retryingAt;
import static dev.pulser.telemetry.sample.TaskEvents.running;
import static dev.pulser.telemetry.sample.TaskEvents.successOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.Task;
import dev.pulser.telemetry.sample.TestRedis;
import dev.pulser.telemetry.sink.SinkUnavailableException;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTaskSinkTest {

    private final Task task = aTask().submittedAt(NOON).build();
    private final String key = "pulser:task:default:" + task.id();

    private TestRedis server;
    private RedisCommands<String, String> redis;
    private RedisTaskSink sink;

    @BeforeEach
    void open() throws Exception {
        server = new TestRedis();
        redis = server.commands();
        sink = new RedisTaskSink(server::url, new FixedRedisSinkConfig(Duration.ofHours(24), 1_000));
        sink.open();
    }

    @AfterEach
    void stop() throws Exception {
        sink.close();
        server.close();
    }

    @Test
    void writesEveryFieldOfACompletedTask() throws Exception {
        sink.write(ofEvents(0, successOf(task)));

        assertThat(redis.hgetall(key))
                .containsEntry("seq", "2")
                .containsEntry("task_id", task.id().value())
                .containsEntry("company", "default")
                .containsEntry("task_type", "documentation")
                .containsEntry("priority", "medium")
                .containsEntry("status", "completed")
                .containsEntry("assigned_agent", "maya")
                .containsEntry("created_at", "2026-01-31T12:00:00Z")
                .containsEntry("started_at", "2026-01-31T12:00:02.300Z")
                .containsEntry("completed_at", "2026-01-31T12:00:03Z")
                .containsEntry("attempt", "1")
                .containsEntry("result", "{\"success\":true}")
                .containsEntry("error_code", "null")
                .containsEntry("error_message", "null")
                .containsEntry("labels", "{}");
    }

    @Test
    void givesTheSameHashForSingleEvents() throws Exception {
        var other = aTask().of("acme").submittedAt(NOON).build();
        sink.write(ofEvents(0, successOf(task)));

        for (var event : successOf(other)) {
            sink.write(ofEvents(event.seq(), List.of(event)));
        }

        var wanted = redis.hgetall(key);
        wanted.put("company", "acme");
        wanted.put("task_id", other.id().value());
        assertThat(redis.hgetall("pulser:task:acme:" + other.id())).isEqualTo(wanted);
    }

    @Test
    void neverDecreasesSeq() throws Exception {
        sink.write(ofEvents(0, successOf(task)));
        var latest = redis.hgetall(key);

        sink.write(ofEvents(0, List.of(queued(task))));
        sink.write(ofEvents(1, List.of(running(task, 1, 1))));

        assertThat(redis.hgetall(key)).isEqualTo(latest);
    }

    @Test
    void comparesSeqAsNumbers() throws Exception {
        sink.write(ofEvents(0, List.of(running(task, 9, 1))));
        sink.write(ofEvents(1, List.of(completed(task, 10, 1, "{}"))));

        assertThat(redis.hget(key, "status")).isEqualTo("completed");
    }

    @Test
    void expiresAfterTheLastEvent() throws Exception {
        sink.write(ofEvents(0, List.of(queued(task))));

        assertThat(redis.ttl(key)).isBetween(86_300L, 86_400L);
    }

    @Test
    void omitsALargeResult() throws Exception {
        sink.write(ofEvents(0, List.of(queued(task), completed(task, 1, 1, "\"" + "x".repeat(1_000) + "\""))));

        assertThat(redis.hgetall(key)).containsEntry("result_omitted", "true").doesNotContainKey("result");
    }

    @Test
    void replacesAValueOfAnotherType() throws Exception {
        redis.set(key, "not a hash");

        sink.write(ofEvents(0, List.of(queued(task))));

        assertThat(redis.hget(key, "status")).isEqualTo("queued");
    }

    @Test
    void clearsTheQueueIndexOfARunningTask() throws Exception {
        sink.write(ofEvents(0, List.of(queuedAt(task, 41))));
        assertThat(redis.hget(key, "queue_index")).isEqualTo("41");

        sink.write(ofEvents(1, List.of(running(task, 1, 1))));
        assertThat(redis.hget(key, "queue_index")).isEqualTo("null");

        sink.write(ofEvents(2, List.of(retryingAt(task, 2, NOON))));
        assertThat(redis.hget(key, "retry_at")).isEqualTo(NOON.toString());
    }

    @Test
    void writesTheCancelRequestInAnyOrder() throws Exception {
        var late = aTask().build();
        sink.write(ofEvents(0, List.of(queued(task))));

        sink.write(ofCommands(0, aCommand(new Command.Cancel(task.id())), aCommand(new Command.Cancel(late.id()))));
        sink.write(ofEvents(1, List.of(queued(late))));

        for (var id : List.of(task.id(), late.id())) {
            assertThat(redis.hgetall("pulser:task:default:" + id))
                    .containsEntry("cancel_requested_at", NOON.toString())
                    .containsEntry("status", "queued")
                    .containsEntry("seq", "0");
        }
    }

    @Test
    void writesABatchOfAThousandTasks() throws Exception {
        var events = new ArrayList<TaskEvent>();
        for (int i = 0; i < 1_000; i++) {
            events.add(queued(aTask().build()));
        }

        sink.write(ofEvents(0, events));

        assertThat(redis.dbsize()).isEqualTo(1_000);
    }

    @Test
    void loadsTheScriptAgainAfterRedisLostIt() throws Exception {
        redis.scriptFlush();

        assertThatThrownBy(() -> sink.write(ofEvents(0, List.of(queued(task)))))
                .isInstanceOf(SinkUnavailableException.class);
        sink.open();
        sink.write(ofEvents(0, List.of(queued(task))));

        assertThat(redis.hget(key, "status")).isEqualTo("queued");
    }

    @Test
    void recoversAfterAnOutageOfRedis() throws Exception {
        server.stop();

        await().untilAsserted(() -> assertThatThrownBy(() -> sink.write(ofEvents(0, List.of(queued(task)))))
                .isInstanceOf(SinkUnavailableException.class));
        assertThatThrownBy(() -> sink.open()).isInstanceOf(SinkUnavailableException.class);

        server.restart();
        await().untilAsserted(() -> sink.open());
        sink.write(ofEvents(0, successOf(task)));
        assertThat(server.commands().hget(key, "status")).isEqualTo("completed");
    }

    @Test
    void reportsTheErrorOfRedis() throws Exception {
        redis.configSet("maxmemory", "1");

        assertThatThrownBy(() -> sink.write(ofEvents(0, List.of(queued(task)))))
                .isInstanceOf(SinkUnavailableException.class)
                .hasMessageContaining("OOM");

        redis.configSet("maxmemory", "0");
        sink.open();
        sink.write(ofEvents(0, List.of(queued(task))));
        assertThat(redis.hget(key, "status")).isEqualTo("queued");
    }

    private record FixedRedisSinkConfig(Duration expiry, int maxResultLength) implements RedisSinkConfig {}
}
