// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final AgentDefinition MAYA = anAgent("maya").build();
    private static final AgentDefinition IDEMPOTENT =
            anAgent("maya").idempotent().build();

    private final Lease lease = new Lease(Duration.ofSeconds(15));

    @Test
    void endsExactlyWhenTheLimitIsReached() {
        assertThat(broken(NOON.plusMillis(14_999), MAYA)).isEmpty();
        assertThat(broken(NOON.plusSeconds(15), MAYA)).isPresent();
    }

    @Test
    void mayBeRepeatedOnlyByAnIdempotentAgent() {
        assertThat(lost(MAYA)).isInstanceOf(Failure.Ambiguous.class);
        assertThat(lost(null)).isInstanceOf(Failure.Ambiguous.class);
        assertThat(lost(IDEMPOTENT)).isInstanceOf(Failure.Transient.class);
    }

    @Test
    void endsFiveSecondsAfterTheDeadlineThoughTheAdapterIsAlive() {
        var running = new RunningTask(entry(aTask()), NOON.plusSeconds(60), NOON.plusSeconds(50), true);

        assertThat(lease.broken(running, NOON.plusMillis(54_999), MAYA)).isEmpty();
        assertThat(lease.broken(running, NOON.plusSeconds(55), MAYA).map(LeaseTest::code))
                .contains("attempt-overdue");
    }

    @Test
    void allowsTheTasksTimeElseTheAgents() {
        var limit = Duration.ofSeconds(7);

        assertThat(Lease.deadline(entry(aTask().within(limit)), NOON, MAYA)).isEqualTo(NOON.plus(limit));
        assertThat(Lease.deadline(entry(aTask()), NOON, MAYA)).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
        assertThat(Lease.deadline(entry(aTask()), NOON, null)).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void allowsNothingAfterTheTasksOwnDeadline() {
        assertThat(Lease.deadline(entry(aTask().due(NOON.plusSeconds(3))), NOON, MAYA))
                .isEqualTo(NOON.plusSeconds(3));
        assertThat(Lease.deadline(entry(aTask().due(NOON.plusSeconds(900))), NOON, MAYA))
                .isEqualTo(NOON.plusSeconds(300));
    }

    @Test
    void refusesALimitThatBeatsCannotKeep() {
        assertThatThrownBy(() -> new Lease(Duration.ofSeconds(2))).hasMessageContaining("pulser.routing.lease");
    }

    @Test
    void handsOutAgainWhatNoAdapterBegan() {
        assertThat(notBegun(1, 1, MAYA)).isInstanceOf(Loss.NotBegun.class);
        assertThat(notBegun(1, 1_000, MAYA)).isInstanceOf(Loss.NotBegun.class);
        assertThat(notBegun(1, 1, IDEMPOTENT)).isInstanceOf(Loss.NotBegun.class);
    }

    @Test
    void countsAnAttemptOfAnIdempotentAgentAfterManyFreeHandOuts() {
        assertThat(notBegun(1, Lease.FREE_HAND_OUTS, IDEMPOTENT)).isInstanceOf(Loss.NotBegun.class);
        assertThat(notBegun(1, Lease.FREE_HAND_OUTS + 1, IDEMPOTENT)).isInstanceOf(Loss.Lost.class);
    }

    @Test
    void letsAnAttemptBeBegunOnlyWellBeforeTheLeaseEnds() {
        assertThat(lease.startBy(NOON, NOON.plusSeconds(300))).isEqualTo(NOON.plusSeconds(10));
        assertThat(lease.startBy(NOON, NOON.plusSeconds(3))).isEqualTo(NOON.plusSeconds(3));
    }

    private Optional<Loss> broken(Instant now, @Nullable AgentDefinition agent) {
        return lease.broken(new RunningTask(entry(aTask()), NOON, NOON.plusSeconds(900), true), now, agent);
    }

    private @Nullable Failure lost(@Nullable AgentDefinition agent) {
        return broken(NOON.plusSeconds(15), agent).orElseThrow() instanceof Loss.Lost(var failure) ? failure : null;
    }

    private static String code(Loss loss) {
        return loss instanceof Loss.Lost(var failure) ? failure.code() : "not begun";
    }

    private Loss notBegun(int attempt, int epoch, AgentDefinition agent) {
        var entry =
                new LaneEntry(aTask().build(), new AgentName("maya"), 2, attempt, epoch, NOON, NOON, List.of(), null);
        var running = new RunningTask(entry, NOON, NOON.plusSeconds(900), false);
        return lease.broken(running, NOON.plusSeconds(15), agent).orElseThrow();
    }

    private static LaneEntry entry(Samples.TaskBuilder task) {
        return LaneEntry.arriving(task.build(), new AgentName("maya"), NOON);
    }
}
