// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.Batches.ofCommands;
import static dev.pulser.telemetry.sample.Batches.ofEvents;
import static dev.pulser.telemetry.sample.Events.NOON;
import static dev.pulser.telemetry.sample.Events.completed;
import static dev.pulser.telemetry.sample.Events.happyLifeOf;
import static dev.pulser.telemetry.sample.Events.queued;
import static dev.pulser.telemetry.sample.Events.queuedAt;
import static dev.pulser.telemetry.sample.Events.retryingAt;
import static dev.pulser.telemetry.sample.Events.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.telemetry.feed.DestinationAway;
import dev.pulser.telemetry.sample.TestRedis;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisViewsTest {

    private final Task task = aTask().submittedAt(NOON).build();
    private final String key = "pulser:task:default:" + task.id();

    private TestRedis server;
    private RedisCommands<String, String> redis;
    private RedisViews views;

    @BeforeEach
    void reach() throws Exception {
        server = new TestRedis();
        redis = server.commands();
        views = new RedisViews(server::url, new FixedRedisViewsConfig(Duration.ofHours(24), 1_000));
        views.reach();
    }

    @AfterEach
    void stop() throws Exception {
        views.close();
        server.close();
    }

    @Test
    void writesEverythingThatAWholeLifeSays() throws Exception {
        views.write(ofEvents(0, happyLifeOf(task)));

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
                .containsEntry("attempts", "1")
                .containsEntry("result", "{\"success\":true}")
                .containsEntry("error", "null");
    }

    @Test
    void endsTheSameWhenTheEventsComeOneByOne() throws Exception {
        var other = aTask().of("acme").submittedAt(NOON).build();
        views.write(ofEvents(0, happyLifeOf(task)));

        for (var event : happyLifeOf(other)) {
            views.write(ofEvents(event.seq(), List.of(event)));
        }

        var wanted = redis.hgetall(key);
        wanted.put("company", "acme");
        wanted.put("task_id", other.id().value());
        assertThat(redis.hgetall("pulser:task:acme:" + other.id())).isEqualTo(wanted);
    }

    @Test
    void neverGoesBackInSeq() throws Exception {
        views.write(ofEvents(0, happyLifeOf(task)));
        var latest = redis.hgetall(key);

        views.write(ofEvents(0, List.of(queued(task))));
        views.write(ofEvents(1, List.of(running(task, 1, 1))));

        assertThat(redis.hgetall(key)).isEqualTo(latest);
    }

    @Test
    void comparesSeqAsNumbers() throws Exception {
        views.write(ofEvents(0, List.of(running(task, 9, 1))));
        views.write(ofEvents(1, List.of(completed(task, 10, 1, "{}"))));

        assertThat(redis.hget(key, "status")).isEqualTo("completed");
    }

    @Test
    void expiresAfterTheLastEvent() throws Exception {
        views.write(ofEvents(0, List.of(queued(task))));

        assertThat(redis.ttl(key)).isBetween(86_300L, 86_400L);
    }

    @Test
    void leavesALargeResultToPostgres() throws Exception {
        views.write(ofEvents(0, List.of(queued(task), completed(task, 1, 1, "\"" + "x".repeat(1_000) + "\""))));

        assertThat(redis.hgetall(key)).containsEntry("result_in", "postgres").doesNotContainKey("result");
    }

    @Test
    void replacesAValueThatSomebodyElsePutThere() throws Exception {
        redis.set(key, "not a hash");

        views.write(ofEvents(0, List.of(queued(task))));

        assertThat(redis.hget(key, "status")).isEqualTo("queued");
    }

    @Test
    void saysWhereATaskWaitsAndForgetsItWhenItNoLongerDoes() throws Exception {
        views.write(ofEvents(0, List.of(queuedAt(task, 41))));
        assertThat(redis.hget(key, "line_index")).isEqualTo("41");

        views.write(ofEvents(1, List.of(running(task, 1, 1))));
        assertThat(redis.hget(key, "line_index")).isEqualTo("null");

        views.write(ofEvents(2, List.of(retryingAt(task, 2, NOON))));
        assertThat(redis.hget(key, "retry_at")).isEqualTo(NOON.toString());
    }

    @Test
    void saysThatATaskIsToBeCancelledWhicheverComesFirst() throws Exception {
        var late = aTask().build();
        views.write(ofEvents(0, List.of(queued(task))));

        views.write(ofCommands(0, aCommand(new Command.Cancel(task.id())), aCommand(new Command.Cancel(late.id()))));
        views.write(ofEvents(1, List.of(queued(late))));

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

        views.write(ofEvents(0, events));

        assertThat(redis.dbsize()).isEqualTo(1_000);
    }

    @Test
    void writesAgainAfterRedisForgotItsScripts() throws Exception {
        redis.scriptFlush();

        assertThatThrownBy(() -> views.write(ofEvents(0, List.of(queued(task)))))
                .isInstanceOf(DestinationAway.class);
        views.reach();
        views.write(ofEvents(0, List.of(queued(task))));

        assertThat(redis.hget(key, "status")).isEqualTo("queued");
    }

    @Test
    void saysThatRedisIsAwayAndWritesOnceItIsBack() throws Exception {
        server.stop();

        await().untilAsserted(() -> assertThatThrownBy(() -> views.write(ofEvents(0, List.of(queued(task)))))
                .isInstanceOf(DestinationAway.class));
        assertThatThrownBy(() -> views.reach()).isInstanceOf(DestinationAway.class);

        server.startAgain();
        await().untilAsserted(() -> views.reach());
        views.write(ofEvents(0, happyLifeOf(task)));
        assertThat(server.commands().hget(key, "status")).isEqualTo("completed");
    }

    @Test
    void saysWhyWhenRedisRefuses() throws Exception {
        redis.configSet("maxmemory", "1");

        assertThatThrownBy(() -> views.write(ofEvents(0, List.of(queued(task)))))
                .isInstanceOf(DestinationAway.class)
                .hasMessageContaining("OOM");

        redis.configSet("maxmemory", "0");
        views.reach();
        views.write(ofEvents(0, List.of(queued(task))));
        assertThat(redis.hget(key, "status")).isEqualTo("queued");
    }

    private record FixedRedisViewsConfig(Duration expiry, int largestResult) implements RedisViewsConfig {}
}
