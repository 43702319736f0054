// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentPauses;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingViewTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final Company GLOBEX = new Company("globex");

    private final Task task = aTask().priority(Priority.MEDIUM).build();

    private TaskSnapshot in(TaskEvent event) {
        return TaskSnapshot.accepted(task, MAYA).after(event.withAttempt(new AttemptRef(MAYA, 0, 0)));
    }

    private TaskEvent event(TaskState state) {
        return TaskEvent.of(task.id(), task.company(), 0, NOON, state);
    }

    private TaskSnapshot waitingAt(long queueIndex) {
        return in(event(TaskState.QUEUED).withQueueIndex(queueIndex));
    }

    private static AgentStatus lane(
            int capacity, int running, boolean paused, List<Company> pausedCompanies, QueuePointers... queues) {
        return AgentStatus.of(MAYA, NOON, new AgentLoad(capacity, running, 10, 0, Duration.ofSeconds(10)))
                .withPauses(new AgentPauses(paused, pausedCompanies))
                .withQueues(List.of(queues));
    }

    private static QueuePointers queue(Priority priority, Company company, long head, long tail) {
        return new QueuePointers(priority, company, head, tail);
    }

    private static WaitingView of(TaskSnapshot task, @Nullable AgentStatus lane) {
        return WaitingView.of(task, Optional.ofNullable(lane), NOON).orElseThrow();
    }

    @Test
    void isNextAtTheHeadOfItsQueue() {
        var view = of(waitingAt(41), lane(1, 1, false, List.of(), queue(Priority.MEDIUM, Company.DEFAULT, 41, 50)));

        assertThat(view).isEqualTo(new WaitingView(1L, "capacity", null, null, null, NOON.plusSeconds(10)));
    }

    @Test
    void comesAfterItsQueueHigherPrioritiesAndAFairShareOfOtherCompanies() {
        var view = of(
                waitingAt(45),
                lane(
                        2,
                        2,
                        false,
                        List.of(),
                        queue(Priority.CRITICAL, GLOBEX, 0, 3),
                        queue(Priority.MEDIUM, Company.DEFAULT, 41, 50),
                        queue(Priority.MEDIUM, GLOBEX, 1000, 9000),
                        queue(Priority.LOW, GLOBEX, 0, 100)));

        // 4 of its own queue, 3 critical ones, 4 of the other company
        assertThat(view.position()).isEqualTo(12);
        assertThat(view.estimatedStart()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void startsNowIfTheAgentHasCapacity() {
        var view = of(waitingAt(42), lane(4, 1, false, List.of(), queue(Priority.MEDIUM, Company.DEFAULT, 41, 43)));

        assertThat(view.estimatedStart()).isEqualTo(NOON);
    }

    @Test
    void showsThatItsAgentOrCompanyIsPaused() {
        var queue = queue(Priority.MEDIUM, Company.DEFAULT, 41, 50);

        assertThat(of(waitingAt(41), lane(1, 0, true, List.of(), queue)))
                .isEqualTo(new WaitingView(1L, "paused", null, null, null, null));
        assertThat(of(waitingAt(41), lane(1, 0, false, List.of(Company.DEFAULT), queue))
                        .blockReason())
                .isEqualTo("paused");
        assertThat(of(waitingAt(41), lane(1, 0, false, List.of(GLOBEX), queue)).blockReason())
                .isEqualTo("capacity");
    }

    @Test
    void showsTheTimeOfTheNextAttempt() {
        Instant due = NOON.plusSeconds(25);
        var retrying = in(event(TaskState.RETRYING)
                .withError(new TaskError("agent-unreachable", "no answer"))
                .withRetryAt(due));

        var view = of(retrying, lane(1, 0, false, List.of()));

        assertThat(view).isEqualTo(new WaitingView(null, "retry", "agent-unreachable", "no answer", due, due));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unhealthy", "rate-limit", "budget"})
    void showsWhatBlocksItsAgent(String reason) {
        var lane = lane(1, 0, false, List.of(), queue(Priority.MEDIUM, Company.DEFAULT, 41, 50))
                .withBlockReason(reason);

        assertThat(of(waitingAt(43), lane)).isEqualTo(new WaitingView(3L, reason, null, null, null, null));
    }

    @Test
    void showsThatItsAgentIsNotDefined() {
        assertThat(of(waitingAt(41), lane(0, 0, false, List.of())).blockReason())
                .isEqualTo("unknown-agent");
    }

    @Test
    void omitsUnknownValues() {
        assertThat(of(in(event(TaskState.QUEUED)), null))
                .isEqualTo(new WaitingView(null, "capacity", null, null, null, null));
        assertThat(of(waitingAt(41), null).position()).isNull();
    }

    @Test
    void isEmptyForTasksThatDoNotWait() {
        assertThat(WaitingView.of(TaskSnapshot.accepted(task, MAYA), Optional.empty(), NOON))
                .isEmpty();
        assertThat(WaitingView.of(in(event(TaskState.RUNNING)), Optional.empty(), NOON))
                .isEmpty();
    }
}
