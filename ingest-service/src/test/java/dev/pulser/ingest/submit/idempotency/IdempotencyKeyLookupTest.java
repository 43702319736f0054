// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit.idempotency;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.ingest.persistence.task.StoredTask;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdempotencyKeyLookupTest {

    @Test
    void distinguishesARepetitionFromAnotherUseOfTheKeyByTheStoredTask() {
        var due = NOON.plusSeconds(60);
        var task = aTask().keyed("k").due(due.plusNanos(1_000)).build();

        assertThat(IdempotencyKeyLookup.compare(task, stored(task.payload(), due)))
                .isEqualTo(IdempotencyDecision.DUPLICATE);
        var labeled = aTask().keyed("k").due(due).labeled("team", "data").build();
        assertThat(IdempotencyKeyLookup.compare(labeled, stored(task.payload(), due)))
                .isEqualTo(IdempotencyDecision.MISMATCH);
        assertThat(IdempotencyKeyLookup.compare(task, stored("{}", due))).isEqualTo(IdempotencyDecision.MISMATCH);
        assertThat(IdempotencyKeyLookup.compare(task, stored(task.payload(), null)))
                .isEqualTo(IdempotencyDecision.MISMATCH);
        var another = aTask().keyed("k").due(due).askingFor("dash").build();
        assertThat(IdempotencyKeyLookup.compare(another, stored(task.payload(), due)))
                .isEqualTo(IdempotencyDecision.MISMATCH);
        var patient = aTask().keyed("k").due(due).within(Duration.ofSeconds(9)).build();
        assertThat(IdempotencyKeyLookup.compare(patient, stored(task.payload(), due)))
                .isEqualTo(IdempotencyDecision.MISMATCH);
    }

    private static StoredTask stored(String payload, @Nullable Instant deadline) {
        var task = aTask().keyed("k").payload(payload).build();
        return new StoredTask(TaskSnapshot.accepted(task, new AgentName("maya")), deadline, null, null);
    }
}
