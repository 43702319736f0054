// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.AttemptResult;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskCacheTest {

    private static final AgentName MAYA = new AgentName("maya");

    private final TaskCache cache =
            new TaskCache(new FixedCacheConfig(new MemorySize(BigInteger.valueOf(1 << 20)), Duration.ofHours(1)));
    private final Task task = aTask().build();

    private record FixedCacheConfig(MemorySize memory, Duration expiry) implements TaskCacheConfig {}

    private TaskEvent event(int seq, TaskState state, @Nullable String code) {
        return event(seq, state, 1, code);
    }

    private TaskEvent event(int seq, TaskState state, int attempt, @Nullable String code) {
        var event = TaskEvent.of(task.id(), task.company(), seq, NOON.plusSeconds(seq), state)
                .withAttempt(new AttemptRef(MAYA, attempt, 1))
                .withResult(new AttemptResult(
                        state.isTerminal() ? NOON.plusMillis(500) : null,
                        state == TaskState.COMPLETED ? "{}" : null,
                        List.of()));
        return code == null ? event : event.withError(new TaskError(code, code));
    }

    private TaskSnapshot known() {
        return cache.find(task.company(), task.id()).orElseThrow().snapshot();
    }

    @Test
    void findsATaskBeforeItsFirstEvent() {
        assertThat(cache.add(task, MAYA)).isTrue();

        assertThat(known().state()).isEqualTo(TaskState.ACCEPTED);
        assertThat(known().seq()).isEqualTo(TaskSnapshot.BEFORE_EVENTS);
        assertThat(cache.add(task, MAYA)).isFalse();
    }

    @Test
    void appliesEvents() {
        cache.add(task, MAYA);

        cache.apply(event(0, TaskState.QUEUED, null));
        cache.apply(event(1, TaskState.RUNNING, null));
        assertThat(known().times().startedAt()).isEqualTo(NOON.plusSeconds(1));
        cache.apply(event(2, TaskState.COMPLETED, null));

        assertThat(known().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(known().times().startedAt()).isEqualTo(NOON.plusMillis(500));
        assertThat(known().times().completedAt()).isEqualTo(NOON.plusSeconds(2));
        assertThat(known().result().output()).isEqualTo("{}");
        assertThat(cache.find(task.company(), task.id()).orElseThrow().isComplete())
                .isTrue();
    }

    @Test
    void revertsAnAttemptThatNoAdapterStarted() {
        cache.add(task, MAYA);

        cache.apply(event(0, TaskState.RUNNING, 1, null));
        cache.apply(event(1, TaskState.QUEUED, 0, null));

        assertThat(known().status().attempts()).isZero();
    }

    @Test
    void ignoresOldEventsAndEventsAfterTheEnd() {
        cache.add(task, MAYA);
        cache.apply(event(2, TaskState.FAILED, "agent-unreachable"));

        cache.apply(event(1, TaskState.RUNNING, null));
        cache.apply(event(3, TaskState.COMPLETED, null));

        assertThat(known().state()).isEqualTo(TaskState.FAILED);
        assertThat(known().result().errorCode()).isEqualTo("agent-unreachable");
        assertThat(cache.find(task.company(), task.id()).orElseThrow().isComplete())
                .isFalse();
    }

    @Test
    void doesNotShowARoutingReasonAsAnError() {
        cache.add(task, MAYA);

        cache.apply(event(0, TaskState.QUEUED, "by-task-type"));

        assertThat(known().result().errorCode()).isNull();
    }

    @Test
    void mergesTheNewerStateWithFieldsOfTheOlderOne() {
        cache.add(task, MAYA);
        var later = TaskSnapshot.accepted(task, MAYA)
                .after(event(1, TaskState.RUNNING, null))
                .statusOnly();

        assertThat(cache.merge(later).payload()).isEqualTo(task.payload());
        assertThat(cache.merge(TaskSnapshot.accepted(task, MAYA)).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void removesATaskThatWasNotAcknowledgedUnlessItHasEvents() {
        cache.add(task, MAYA);
        cache.remove(task.id());
        assertThat(cache.contains(task.id())).isFalse();

        cache.add(task, MAYA);
        cache.apply(event(0, TaskState.QUEUED, null));
        cache.remove(task.id());
        assertThat(cache.contains(task.id())).isTrue();
    }

    @Test
    void findsTasksOfTheSameCompanyOnly() {
        cache.add(task, MAYA);

        assertThat(cache.find(new Company("other"), task.id())).isEmpty();
    }

    @Test
    void ignoresEventsOfTasksThatAreNotCached() {
        assertThat(cache.apply(event(0, TaskState.QUEUED, null))).isEmpty();
        assertThat(cache.contains(task.id())).isFalse();
    }

    @Test
    void doesNotCacheALargePayload() {
        var large = aTask().payload("{\"a\":\"" + "x".repeat(10_000) + "\"}").build();

        cache.add(large, MAYA);

        assertThat(cache.find(large.company(), large.id())
                        .orElseThrow()
                        .snapshot()
                        .payload())
                .isNull();
    }
}
