// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AgentGuardsTest {

    private static final Outcome UNREACHABLE = Outcomes.retryable("agent-unreachable", "no response");
    private static final Outcome REJECTED = Outcomes.permanent("agent-refused", "no");
    private static final Outcome DONE = new Outcome.Succeeded("{}");
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final AgentDefinition ALPHA =
            Samples.anAgent("alpha").capacity(2).build();

    private final List<AgentName> changed = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AgentGuards guards = guards(PAUSE);

    private AgentGuards guards(Duration pause) {
        var created = new AgentGuards(new FixedGuardConfig(4, 0.75, pause, 2, 0.2), System::nanoTime);
        created.listen(changed::add);
        return created;
    }

    @Test
    void opensTheBreakerAndDefersAttempts() {
        attempt(UNREACHABLE, 4);

        var outcome = attempt(DONE);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.code()).isEqualTo("breaker-open"));
        assertThat(calls).hasValue(4);
        assertThat(guards.state(ALPHA.name())).isEqualTo(BreakerState.OPEN);
        assertThat(changed).contains(ALPHA.name());
    }

    @Test
    void closesTheBreakerAfterASuccessfulTrial() {
        attempt(UNREACHABLE, 4);
        await().until(() -> guards.state(ALPHA.name()) == BreakerState.HALF_OPEN);

        attempt(DONE, 2);

        assertThat(guards.state(ALPHA.name())).isEqualTo(BreakerState.CLOSED);
        assertThat(attempt(DONE)).isEqualTo(DONE);
    }

    @Test
    void closesTheBreakerOfAnIdleAgent() {
        attempt(UNREACHABLE, 4);

        await().until(() -> guards.state(ALPHA.name()) == BreakerState.CLOSED);

        attempt(UNREACHABLE);
        assertThat(guards.state(ALPHA.name())).isEqualTo(BreakerState.OPEN); // one failed trial is enough
    }

    @Test
    void doesNotCountARejection() {
        attempt(REJECTED, 20);

        assertThat(attempt(DONE)).isEqualTo(DONE);
        assertThat(guards.state(ALPHA.name())).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void doesNotCountAnErrorResponse() {
        attempt(Outcomes.retryable("agent-unavailable", "500"), 20);

        assertThat(attempt(DONE)).isEqualTo(DONE);
    }

    @Test
    void returnsTheOutcomeThatCountsAgainstTheBreaker() {
        assertThat(attempt(UNREACHABLE)).isEqualTo(UNREACHABLE);
    }

    @Test
    void limitsAttemptsToTwiceTheCapacity() throws InterruptedException {
        var running = new CountDownLatch(4);
        var end = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            Thread.ofVirtual()
                    .start(() -> guards.run(ALPHA, 1, () -> {
                        running.countDown();
                        waitFor(end);
                        return DONE;
                    }));
        }
        running.await();

        var outcome = attempt(DONE);
        end.countDown();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.code()).isEqualTo("bulkhead-full"));
        await().until(() -> attempt(DONE).equals(DONE));
    }

    @Test
    void limitsRetriesOnlyAfterTheBreakerOpened() {
        var limited = guards(PAUSE);
        for (int i = 0; i < 50; i++) {
            assertThat(limited.run(ALPHA, 2, () -> DONE)).isEqualTo(DONE);
        }
        for (int i = 0; i < 4; i++) {
            limited.run(ALPHA, 1, () -> UNREACHABLE);
        }

        var outcome = limited.run(ALPHA, 2, () -> DONE);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.code()).isEqualTo("retry-budget"));
    }

    @Test
    void adoptsAChangedCapacity() {
        attempt(UNREACHABLE, 4);

        assertThat(guards.run(Samples.anAgent("alpha").capacity(3).build(), 1, () -> DONE))
                .isEqualTo(DONE);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            attempt(outcome);
        }
    }

    private Outcome attempt(Outcome outcome) {
        return guards.run(ALPHA, 1, () -> {
            calls.incrementAndGet();
            return outcome;
        });
    }
}
