// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.TaskState;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskCacheTest {

    private static final AgentName MAYA = new AgentName("maya");

    private final TaskCache recent =
            new TaskCache(new FixedKnownConfig(new MemorySize(BigInteger.valueOf(1 << 20)), Duration.ofHours(1)));
    private final Task task = aTask().build();

    private record FixedKnownConfig(MemorySize memory, Duration kept) implements TaskCacheConfig {}

    private TaskEvent event(int seq, TaskState state, @Nullable String code) {
        return event(seq, state, 1, code);
    }

    private TaskEvent event(int seq, TaskState state, int attempt, @Nullable String code) {
        return new TaskEvent(
                task.id(),
                task.company(),
                seq,
                NOON.plusSeconds(seq),
                state,
                MAYA,
                attempt,
                1,
                code,
                code,
                null,
                state.isTerminal() ? NOON.plusMillis(500) : null,
                state == TaskState.COMPLETED ? "{}" : null,
                List.of());
    }

    private TaskSnapshot known() {
        return recent.find(task.company(), task.id()).orElseThrow().snapshot();
    }

    @Test
    void knowsATaskBeforeItsFirstEvent() {
        assertThat(recent.expect(task, MAYA)).isTrue();

        assertThat(known().state()).isEqualTo(TaskState.ACCEPTED);
        assertThat(known().seq()).isEqualTo(TaskSnapshot.BEFORE_EVENTS);
        assertThat(recent.expect(task, MAYA)).isFalse();
    }

    @Test
    void followsItsEvents() {
        recent.expect(task, MAYA);

        recent.apply(event(0, TaskState.QUEUED, null));
        recent.apply(event(1, TaskState.RUNNING, null));
        assertThat(known().startedAt()).isEqualTo(NOON.plusSeconds(1));
        recent.apply(event(2, TaskState.COMPLETED, null));

        assertThat(known().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(known().startedAt()).isEqualTo(NOON.plusMillis(500));
        assertThat(known().completedAt()).isEqualTo(NOON.plusSeconds(2));
        assertThat(known().result()).isEqualTo("{}");
        assertThat(recent.find(task.company(), task.id()).orElseThrow().isComplete())
                .isTrue();
    }

    @Test
    void takesBackAnAttemptThatNobodyBegan() {
        recent.expect(task, MAYA);

        recent.apply(event(0, TaskState.RUNNING, 1, null));
        recent.apply(event(1, TaskState.QUEUED, 0, null));

        assertThat(known().attempts()).isZero();
    }

    @Test
    void ignoresWhatIsOldOrComesAfterTheEnd() {
        recent.expect(task, MAYA);
        recent.apply(event(2, TaskState.FAILED, "agent-unreachable"));

        recent.apply(event(1, TaskState.RUNNING, null));
        recent.apply(event(3, TaskState.COMPLETED, null));

        assertThat(known().state()).isEqualTo(TaskState.FAILED);
        assertThat(known().errorCode()).isEqualTo("agent-unreachable");
        assertThat(recent.find(task.company(), task.id()).orElseThrow().isComplete())
                .isFalse();
    }

    @Test
    void doesNotTakeTheReasonOfARouteForAnError() {
        recent.expect(task, MAYA);

        recent.apply(event(0, TaskState.QUEUED, "by-task-type"));

        assertThat(known().errorCode()).isNull();
    }

    @Test
    void keepsTheLaterOfTwoViewsAndWhatOnlyTheEarlierKnows() {
        recent.expect(task, MAYA);
        var later = TaskSnapshot.accepted(task, MAYA)
                .after(event(1, TaskState.RUNNING, null))
                .withoutPayload();

        assertThat(recent.remember(later).payload()).isEqualTo(task.payload());
        assertThat(recent.remember(TaskSnapshot.accepted(task, MAYA)).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void forgetsATaskThatDidNotGetToKafkaButNotOneThatDid() {
        recent.expect(task, MAYA);
        recent.forget(task.id());
        assertThat(recent.remembers(task.id())).isFalse();

        recent.expect(task, MAYA);
        recent.apply(event(0, TaskState.QUEUED, null));
        recent.forget(task.id());
        assertThat(recent.remembers(task.id())).isTrue();
    }

    @Test
    void showsATaskToItsCompanyOnly() {
        recent.expect(task, MAYA);

        assertThat(recent.find(new Company("other"), task.id())).isEmpty();
    }

    @Test
    void appliesNothingToATaskThatIsNotRemembered() {
        assertThat(recent.apply(event(0, TaskState.QUEUED, null))).isEmpty();
        assertThat(recent.remembers(task.id())).isFalse();
    }

    @Test
    void leavesALargePayloadToPostgres() {
        var large = aTask().payload("{\"a\":\"" + "x".repeat(10_000) + "\"}").build();

        recent.expect(large, MAYA);

        assertThat(recent.find(large.company(), large.id())
                        .orElseThrow()
                        .snapshot()
                        .payload())
                .isNull();
    }
}
