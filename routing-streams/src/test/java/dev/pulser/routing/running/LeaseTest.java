// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.TaskProgress;
import dev.pulser.contract.sample.Samples;
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
    void expiresExactlyAfterItsDuration() {
        assertThat(expiry(NOON.plusMillis(14_999), MAYA)).isEmpty();
        assertThat(expiry(NOON.plusSeconds(15), MAYA)).isPresent();
    }

    @Test
    void allowsARetryOnlyByAnIdempotentAgent() {
        assertThat(lost(MAYA)).isInstanceOf(Failure.Ambiguous.class);
        assertThat(lost(null)).isInstanceOf(Failure.Ambiguous.class);
        assertThat(lost(IDEMPOTENT)).isInstanceOf(Failure.Transient.class);
    }

    @Test
    void expiresFiveSecondsAfterTheDeadlineDespiteHeartbeats() {
        var running = new RunningTask(entry(aTask()), NOON.plusSeconds(60), NOON.plusSeconds(50), true);

        assertThat(lease.expiry(running, NOON.plusMillis(54_999), MAYA)).isEmpty();
        assertThat(lease.expiry(running, NOON.plusSeconds(55), MAYA).map(LeaseTest::code))
                .contains("attempt-overdue");
    }

    @Test
    void usesTheTasksTimeoutElseTheAgents() {
        var limit = Duration.ofSeconds(7);

        assertThat(Lease.attemptDeadline(entry(aTask().within(limit)), NOON, MAYA))
                .isEqualTo(NOON.plus(limit));
        assertThat(Lease.attemptDeadline(entry(aTask()), NOON, MAYA)).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
        assertThat(Lease.attemptDeadline(entry(aTask()), NOON, null)).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void endsTheAttemptAtTheTasksDeadline() {
        assertThat(Lease.attemptDeadline(entry(aTask().due(NOON.plusSeconds(3))), NOON, MAYA))
                .isEqualTo(NOON.plusSeconds(3));
        assertThat(Lease.attemptDeadline(entry(aTask().due(NOON.plusSeconds(900))), NOON, MAYA))
                .isEqualTo(NOON.plusSeconds(300));
    }

    @Test
    void rejectsADurationBelowThreeSeconds() {
        assertThatThrownBy(() -> new Lease(Duration.ofSeconds(2))).hasMessageContaining("pulser.routing.lease");
    }

    @Test
    void isNotStartedWithoutHeartbeats() {
        assertThat(notStarted(1, 1, MAYA)).isInstanceOf(LeaseExpiry.NotStarted.class);
        assertThat(notStarted(1, 1_000, MAYA)).isInstanceOf(LeaseExpiry.NotStarted.class);
        assertThat(notStarted(1, 1, IDEMPOTENT)).isInstanceOf(LeaseExpiry.NotStarted.class);
    }

    @Test
    void countsAnAttemptOfAnIdempotentAgentAfterManyUncountedDispatches() {
        assertThat(notStarted(1, Lease.MAX_UNCOUNTED_DISPATCHES, IDEMPOTENT))
                .isInstanceOf(LeaseExpiry.NotStarted.class);
        assertThat(notStarted(1, Lease.MAX_UNCOUNTED_DISPATCHES + 1, IDEMPOTENT))
                .isInstanceOf(LeaseExpiry.Lost.class);
    }

    @Test
    void limitsTheStartOfAnAttemptToTwoThirdsOfTheLease() {
        assertThat(lease.startBy(NOON, NOON.plusSeconds(300))).isEqualTo(NOON.plusSeconds(10));
        assertThat(lease.startBy(NOON, NOON.plusSeconds(3))).isEqualTo(NOON.plusSeconds(3));
    }

    private Optional<LeaseExpiry> expiry(Instant now, @Nullable AgentDefinition agent) {
        return lease.expiry(new RunningTask(entry(aTask()), NOON, NOON.plusSeconds(900), true), now, agent);
    }

    private @Nullable Failure lost(@Nullable AgentDefinition agent) {
        return expiry(NOON.plusSeconds(15), agent).orElseThrow() instanceof LeaseExpiry.Lost(var failure)
                ? failure
                : null;
    }

    private static String code(LeaseExpiry expiry) {
        return expiry instanceof LeaseExpiry.Lost(var failure) ? failure.code() : "not started";
    }

    private LeaseExpiry notStarted(int attempt, int epoch, AgentDefinition agent) {
        var entry = new LaneEntry(
                aTask().build(),
                MAYA.name(),
                new TaskProgress(MAYA.name(), 2, attempt, epoch, 0, List.of(), Usage.NONE),
                NOON,
                NOON,
                null,
                0);
        var running = new RunningTask(entry, NOON, NOON.plusSeconds(900), false);
        return lease.expiry(running, NOON.plusSeconds(15), agent).orElseThrow();
    }

    private static LaneEntry entry(Samples.TaskBuilder task) {
        return LaneEntry.arriving(task.build(), new AgentName("maya"), NOON);
    }
}
