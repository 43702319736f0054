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

    private static final Outcome AWAY = Outcomes.retryable("agent-unreachable", "no answer");
    private static final Outcome REFUSED = Outcomes.permanent("agent-refused", "no");
    private static final Outcome DONE = new Outcome.Succeeded("{}");
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final AgentDefinition ALPHA =
            Samples.anAgent("alpha").capacity(2).build();

    private final List<AgentName> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AgentGuards guards = guards(PAUSE);

    private AgentGuards guards(Duration pause) {
        var made = new AgentGuards(new FixedGuardConfig(4, 0.75, pause, 2, 0.2), System::nanoTime);
        made.listen(told::add);
        return made;
    }

    @Test
    void opensTheBreakerAndDefersAttempts() {
        ask(AWAY, 4);

        var outcome = ask(DONE);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.code()).isEqualTo("breaker-open"));
        assertThat(asked).hasValue(4);
        assertThat(guards.state(ALPHA.name())).isEqualTo(BreakerState.OPEN);
        assertThat(told).contains(ALPHA.name());
    }

    @Test
    void closesTheBreakerAfterASuccessfulTrial() {
        ask(AWAY, 4);
        await().until(() -> guards.state(ALPHA.name()) == BreakerState.HALF_OPEN);

        ask(DONE, 2);

        assertThat(guards.state(ALPHA.name())).isEqualTo(BreakerState.CLOSED);
        assertThat(ask(DONE)).isEqualTo(DONE);
    }

    @Test
    void closesTheBreakerOfAnIdleAgent() {
        ask(AWAY, 4);

        await().until(() -> guards.state(ALPHA.name()) == BreakerState.CLOSED);

        ask(AWAY);
        assertThat(guards.state(ALPHA.name())).isEqualTo(BreakerState.OPEN); // one was enough: it was a trial
    }

    @Test
    void doesNotCountARefusal() {
        ask(REFUSED, 20);

        assertThat(ask(DONE)).isEqualTo(DONE);
        assertThat(guards.state(ALPHA.name())).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void doesNotCountAnErrorResponse() {
        ask(Outcomes.retryable("agent-unavailable", "500"), 20);

        assertThat(ask(DONE)).isEqualTo(DONE);
    }

    @Test
    void returnsTheOutcomeThatCountsAgainstTheBreaker() {
        assertThat(ask(AWAY)).isEqualTo(AWAY);
    }

    @Test
    void limitsAttemptsToTwiceTheCapacity() throws InterruptedException {
        var inWork = new CountDownLatch(4);
        var end = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            Thread.ofVirtual()
                    .start(() -> guards.run(ALPHA, 1, () -> {
                        inWork.countDown();
                        waitFor(end);
                        return DONE;
                    }));
        }
        inWork.await();

        var outcome = ask(DONE);
        end.countDown();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.code()).isEqualTo("bulkhead-full"));
        await().until(() -> ask(DONE).equals(DONE));
    }

    @Test
    void limitsRetriesOnlyAfterTheBreakerOpened() {
        var patient = guards(PAUSE);
        for (int i = 0; i < 50; i++) {
            assertThat(patient.run(ALPHA, 2, () -> DONE)).isEqualTo(DONE);
        }
        for (int i = 0; i < 4; i++) {
            patient.run(ALPHA, 1, () -> AWAY);
        }

        var outcome = patient.run(ALPHA, 2, () -> DONE);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.code()).isEqualTo("retry-budget"));
    }

    @Test
    void adoptsAChangedCapacity() {
        ask(AWAY, 4);

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

    private void ask(Outcome answer, int times) {
        for (int i = 0; i < times; i++) {
            ask(answer);
        }
    }

    private Outcome ask(Outcome answer) {
        return guards.run(ALPHA, 1, () -> {
            asked.incrementAndGet();
            return answer;
        });
    }
}
