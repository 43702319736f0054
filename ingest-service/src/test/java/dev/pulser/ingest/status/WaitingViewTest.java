// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.status.QueuePointers;
import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.agent.QueuePointers;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.cost.Usage;
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

    private TaskSnapshot in(TaskState state, @Nullable String reason, @Nullable Long lineIndex) {
        return TaskSnapshot.accepted(task, MAYA)
                .after(new TaskEvent(
                        task.id(),
                        task.company(),
                        0,
                        NOON,
                        state,
                        MAYA,
                        0,
                        0,
                        state == TaskState.RETRYING ? "agent-unreachable" : null,
                        reason,
                        task,
                        null,
                        null,
                        List.of(),
                        lineIndex,
                        Usage.NONE));
    }

    private TaskSnapshot waitingAt(long lineIndex) {
        return in(TaskState.QUEUED, null, lineIndex);
    }

    private static AgentStatus lane(
            int capacity, int running, boolean paused, List<Company> pausedCompanies, Line... lines) {
        return new AgentStatus(
                MAYA, NOON, capacity, running, 10, 0, paused, pausedCompanies, Duration.ofSeconds(10), List.of(lines));
    }

    private static Line line(Priority priority, Company company, long head, long tail) {
        return new Line(priority, company, head, tail);
    }

    private static WaitingView of(TaskSnapshot task, @Nullable AgentStatus lane) {
        return WaitingView.of(task, Optional.ofNullable(lane), NOON).orElseThrow();
    }

    @Test
    void isNextAtTheHeadOfItsLine() {
        var view = of(waitingAt(41), lane(1, 1, false, List.of(), line(Priority.MEDIUM, Company.DEFAULT, 41, 50)));

        assertThat(view).isEqualTo(new WaitingView(1L, "capacity", null, null, null, NOON.plusSeconds(10)));
    }

    @Test
    void comesAfterItsLineMoreUrgentOnesAndAFairShareOfOtherCompanies() {
        var view = of(
                waitingAt(45),
                lane(
                        2,
                        2,
                        false,
                        List.of(),
                        line(Priority.CRITICAL, GLOBEX, 0, 3),
                        line(Priority.MEDIUM, Company.DEFAULT, 41, 50),
                        line(Priority.MEDIUM, GLOBEX, 1000, 9000),
                        line(Priority.LOW, GLOBEX, 0, 100)));

        // 4 of its own line, 3 critical ones, 4 of the other company's thousands
        assertThat(view.position()).isEqualTo(12);
        assertThat(view.estimatedStart()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void startsNowWhereThereIsRoom() {
        var view = of(waitingAt(42), lane(4, 1, false, List.of(), line(Priority.MEDIUM, Company.DEFAULT, 41, 43)));

        assertThat(view.estimatedStart()).isEqualTo(NOON);
    }

    @Test
    void saysThatItsAgentOrItsCompanyIsPaused() {
        var line = line(Priority.MEDIUM, Company.DEFAULT, 41, 50);

        assertThat(of(waitingAt(41), lane(1, 0, true, List.of(), line)))
                .isEqualTo(new WaitingView(1L, "paused", null, null, null, null));
        assertThat(of(waitingAt(41), lane(1, 0, false, List.of(Company.DEFAULT), line))
                        .cause())
                .isEqualTo("paused");
        assertThat(of(waitingAt(41), lane(1, 0, false, List.of(GLOBEX), line)).cause())
                .isEqualTo("capacity");
    }

    @Test
    void saysWhenItIsTriedAgain() {
        Instant due = NOON.plusSeconds(25);

        var view = of(in(TaskState.RETRYING, RetryReason.of(due, "no answer"), null), lane(1, 0, false, List.of()));

        assertThat(view).isEqualTo(new WaitingView(null, "retry", "agent-unreachable", "no answer", due, due));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unhealthy", "rate-limit", "budget"})
    void saysWhatHoldsItsAgent(String hold) {
        var lane = new AgentStatus(
                MAYA,
                NOON,
                1,
                0,
                10,
                0,
                false,
                List.of(),
                Duration.ofSeconds(10),
                List.of(line(Priority.MEDIUM, Company.DEFAULT, 41, 50)),
                AgentHealth.UNKNOWN,
                hold,
                List.of());

        assertThat(of(waitingAt(43), lane)).isEqualTo(new WaitingView(3L, hold, null, null, null, null));
    }

    @Test
    void saysThatNobodyDefinesItsAgentAnyMore() {
        assertThat(of(waitingAt(41), lane(0, 0, false, List.of())).cause()).isEqualTo("unknown-agent");
    }

    @Test
    void saysNoMoreThanItKnows() {
        assertThat(of(in(TaskState.QUEUED, null, null), null))
                .isEqualTo(new WaitingView(null, "capacity", null, null, null, null));
        assertThat(of(waitingAt(41), null).position()).isNull();
    }

    @Test
    void isSilentAboutTasksThatDoNotWait() {
        assertThat(WaitingView.of(TaskSnapshot.accepted(task, MAYA), Optional.empty(), NOON))
                .isEmpty();
        assertThat(WaitingView.of(in(TaskState.RUNNING, null, null), Optional.empty(), NOON))
                .isEmpty();
    }
}
