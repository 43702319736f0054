// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Usage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every adapter promises. A new adapter adds a subclass, not a new promise. */
public abstract class AgentAdapterContract {

    private final RecordedProgress progress = new RecordedProgress();

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
    void stopsAtTheDeadlineOfAnAttempt() throws InterruptedException {
        var attempt = Thread.ofVirtual().start(() -> {
            try {
                run(agent().payloadForSilence());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        attempt.interrupt(); // as dispatch does at the deadline, however early that is

        assertThat(attempt.join(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void passesOnWhatTheAgentSaysMeanwhile() throws InterruptedException {
        var payload = agent().payloadForProgress();
        assumeThat(payload).as("agents of this kind say nothing meanwhile").isNotNull();

        adapter().run(Assignments.paying(requireNonNull(payload)), definition(), progress);

        assertThat(progress.words()).contains("half way");
    }

    @Test
    void passesOnWhatTheAgentHasUsed() throws InterruptedException {
        var payload = agent().payloadForUsage();
        assumeThat(payload).as("agents of this kind report no usage").isNotNull();

        adapter().run(Assignments.paying(requireNonNull(payload)), definition(), progress);

        assertThat(progress.usage()).isEqualTo(new Usage(120, 40, 3100));
    }

    @Test
    void findsNothingWrongWithAnAgentThatIsThere() {
        await().untilAsserted( // it may still be starting
                        () -> assertThat(adapter().check(definition())).isEqualTo(new CheckResult.Fine()));
    }

    @Test
    void saysWhyAnAgentThatIsNotThereFails() throws InterruptedException {
        var nobody = agent().definitionOfNobody();
        assumeThat(nobody).isNotNull();

        assertThat(adapter().check(requireNonNull(nobody)))
                .isInstanceOfSatisfying(
                        CheckResult.Failing.class,
                        failing -> assertThat(failing.reason()).isNotBlank());
    }

    @Test
    void isOfTheKindOfItsAgents() {
        assertThat(adapter().kind()).isEqualTo(definition().kind());
    }

    private Outcome run(String payload) throws InterruptedException {
        return run(Assignments.paying(payload));
    }

    private Outcome run(Assignment assignment) throws InterruptedException {
        return adapter().run(assignment, definition(), progress);
    }

    private AgentDefinition definition() {
        return agent().definition();
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
