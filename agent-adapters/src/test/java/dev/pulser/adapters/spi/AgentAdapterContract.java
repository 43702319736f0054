// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every adapter promises. A new adapter adds a subclass, not a new promise. */
public abstract class AgentAdapterContract {

    protected abstract AgentAdapter adapter();

    protected abstract ScriptedAgent agent();

    @Test
    void returnsWhatTheAgentAnswered() throws InterruptedException {
        var outcome = run(agent().payloadForHello());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        succeeded -> assertThat(succeeded.output())
                                .startsWith("{\"success\":true,\"output\":{\"hello\":\"world\"}"));
    }

    @Test
    void callsAnOverloadedAgentATransientFailure() throws InterruptedException {
        assertThat(failure(run(agent().payloadForOverload()))).isInstanceOf(Failure.Transient.class);
    }

    @Test
    void callsARefusalAPermanentFailure() throws InterruptedException {
        assertThat(failure(run(agent().payloadForRefusal()))).isInstanceOf(Failure.Permanent.class);
    }

    @Test
    void stopsWithinASecondOfBeingInterrupted() throws InterruptedException {
        var thrown = new AtomicReference<Throwable>();
        var attempt = Thread.ofVirtual().start(() -> {
            try {
                run(agent().payloadForSilence());
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        await().until(agent()::isSilent);

        attempt.interrupt();

        assertThat(attempt.join(Duration.ofSeconds(1))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void sendsTheSameKeyWithEveryAttempt() throws InterruptedException {
        var first = Assignments.paying(agent().payloadForHello());
        var second = new Assignment(first.task(), first.agent(), 2, 2, first.assignedAt(), first.deadline());

        run(first);
        run(second);

        assertThat(agent().keys()).containsExactly(first.idempotencyKey(0), first.idempotencyKey(0));
    }

    @Test
    void isOfTheKindOfItsAgents() {
        assertThat(adapter().kind()).isEqualTo(definition().kind());
    }

    private Outcome run(String payload) throws InterruptedException {
        return run(Assignments.paying(payload));
    }

    private Outcome run(Assignment assignment) throws InterruptedException {
        return adapter().run(assignment, definition(), new RecordedProgress());
    }

    private AgentDefinition definition() {
        return agent().definition();
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
