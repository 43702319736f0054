// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.events;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompletionWaitersTest {

    private final CompletionWaiters waiters = new CompletionWaiters();
    private final TaskId id = aTask().build().id();

    @Test
    void wakesAllWaitersOfATask() throws InterruptedException {
        try (var first = waiters.register(id);
                var second = waiters.register(id)) {
            waiters.complete(id);

            assertThat(first.await(Duration.ofSeconds(1))).isTrue();
            assertThat(second.await(Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void doesNotWakeWaitersOfOtherTasks() throws InterruptedException {
        try (var place = waiters.register(id)) {
            waiters.complete(aTask().build().id());

            assertThat(place.await(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void createsANewSignalAfterTheLastWaiter() throws InterruptedException {
        waiters.register(id).close();
        waiters.complete(id);

        try (var place = waiters.register(id)) {
            assertThat(place.await(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void limitsTheNumberOfWaiters() {
        for (int i = 0; i < CompletionWaiters.MAX; i++) {
            waiters.register(id);
        }

        assertThat(waiters.hasCapacity()).isFalse();
    }
}
