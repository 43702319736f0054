// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.routing.Assignment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Contract of every adapter. A new adapter adds a subclass. */
public abstract class AgentAdapterContract {

    private final RecordingListener listener = new RecordingListener();

    protected abstract AgentAdapter adapter();

    protected abstract ScriptedAgent agent();

    @Test
    void returnsTheResultOfTheAgent() throws InterruptedException {
        var outcome = run(agent().payloadForSuccess());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        succeeded -> assertThat(succeeded.output())
                                .startsWith("{\"success\":true,\"output\":{\"hello\":\"world\"}"));
    }

    @Test
    void reportsAnOverloadedAgentAsTransient() throws InterruptedException {
        assertThat(failure(run(agent().payloadForOverload()))).isInstanceOf(Failure.Transient.class);
    }

    @Test
    void reportsARefusalAsPermanent() throws InterruptedException {
        assertThat(failure(run(agent().payloadForRejection()))).isInstanceOf(Failure.Permanent.class);
    }

    @Test
    void stopsWithinASecondOfBeingInterrupted() throws InterruptedException {
        var thrown = new AtomicReference<Throwable>();
        var attempt = Thread.ofVirtual().start(() -> {
            try {
                run(agent().payloadWithoutResponse());
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        await().until(agent()::hasUnansweredCall);

        attempt.interrupt();

        assertThat(attempt.join(Duration.ofSeconds(1))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void sendsTheSameIdempotencyKeyWithEveryAttempt() throws InterruptedException {
        var first = Assignments.withPayload(agent().payloadForSuccess());
        var second =
                Assignment.of(first.task(), new AttemptRef(first.agent(), 2, 2), first.assignedAt(), first.deadline());

        run(first);
        run(second);

        assertThat(agent().keys()).containsExactly(first.idempotencyKey(0), first.idempotencyKey(0));
    }

    @Test
    void stopsAtTheDeadlineOfAnAttempt() throws InterruptedException {
        var attempt = Thread.ofVirtual().start(() -> {
            try {
                run(agent().payloadWithoutResponse());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        attempt.interrupt(); // as the dispatcher does at the deadline, which may be before the call

        assertThat(attempt.join(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void reportsProgress() throws InterruptedException {
        var payload = agent().payloadForProgress();
        assumeThat(payload).as("agents of this kind report no progress").isNotNull();

        adapter().run(Assignments.withPayload(requireNonNull(payload)), definition(), listener);

        assertThat(listener.messages()).contains("half way");
    }

    @Test
    void reportsUsage() throws InterruptedException {
        var payload = agent().payloadForUsage();
        assumeThat(payload).as("agents of this kind report no usage").isNotNull();

        adapter().run(Assignments.withPayload(requireNonNull(payload)), definition(), listener);

        assertThat(listener.usage()).isEqualTo(new Usage(120, 40, 3100));
    }

    @Test
    void reportsAReachableAgentAsHealthy() {
        await().untilAsserted( // it may still be starting
                        () -> assertThat(adapter().check(definition())).isEqualTo(new CheckResult.Healthy()));
    }

    @Test
    void reportsAnUnreachableAgentAsUnhealthy() throws InterruptedException {
        var unreachable = agent().unreachableDefinition();
        assumeThat(unreachable).isNotNull();

        assertThat(adapter().check(requireNonNull(unreachable)))
                .isInstanceOfSatisfying(
                        CheckResult.Unhealthy.class,
                        failing -> assertThat(failing.reason()).isNotBlank());
    }

    @Test
    void hasTheKindOfItsAgents() {
        assertThat(adapter().kind()).isEqualTo(definition().kind());
    }

    private Outcome run(String payload) throws InterruptedException {
        return run(Assignments.withPayload(payload));
    }

    private Outcome run(Assignment assignment) throws InterruptedException {
        return adapter().run(assignment, definition(), listener);
    }

    private AgentDefinition definition() {
        return agent().definition();
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
