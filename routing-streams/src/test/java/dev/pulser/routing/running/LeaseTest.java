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
        assertThat(broken(NOON.plusSeconds(15), MAYA)).containsInstanceOf(Failure.Ambiguous.class);
        assertThat(broken(NOON.plusSeconds(15), null)).containsInstanceOf(Failure.Ambiguous.class);
        assertThat(broken(NOON.plusSeconds(15), IDEMPOTENT)).containsInstanceOf(Failure.Transient.class);
    }

    @Test
    void endsFiveSecondsAfterTheDeadlineThoughTheAdapterIsAlive() {
        var running = new RunningTask(entry(aTask()), NOON.plusSeconds(60), NOON.plusSeconds(50));

        assertThat(lease.broken(running, NOON.plusMillis(54_999), MAYA)).isEmpty();
        assertThat(lease.broken(running, NOON.plusSeconds(55), MAYA).map(Failure::code))
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

    private Optional<Failure> broken(Instant now, @Nullable AgentDefinition agent) {
        return lease.broken(new RunningTask(entry(aTask()), NOON, NOON.plusSeconds(900)), now, agent);
    }

    private static LaneEntry entry(Samples.TaskBuilder task) {
        return LaneEntry.arriving(task.build(), new AgentName("maya"), NOON);
    }
}
