// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settlement;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.TaskProgress;
import dev.pulser.contract.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlementPolicyTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final Instant END = NOON.plusSeconds(10);
    private static final Failure TRANSIENT = new Failure.Transient("agent-unreachable", "No response.", null);

    private final SettlementPolicy policy = new SettlementPolicy(new RetryPolicy(List.of(Duration.ofSeconds(5))));

    @Test
    void completesASucceededAttempt() {
        assertThat(settle(aTask(), 1, new Outcome.Succeeded("{}"))).isEqualTo(new Settlement.Completed("{}"));
    }

    @Test
    void cancelsACancelledAttempt() {
        assertThat(settle(aTask(), 1, new Outcome.Cancelled())).isEqualTo(new Settlement.Cancelled(null));
    }

    @Test
    void retriesATransientFailureAndRecordsTheAttempt() {
        assertThat(settle(aTask(), 1, new Outcome.Failed(TRANSIENT)))
                .isInstanceOfSatisfying(Settlement.Retried.class, retried -> {
                    assertThat(retried.due()).isBetween(END.plusSeconds(5), END.plusSeconds(6));
                    assertThat(retried.attempt())
                            .isEqualTo(new Attempt(
                                    1, MAYA, NOON, END, new TaskError("agent-unreachable", "No response.")));
                });
    }

    @Test
    void failsAfterTheLastAttemptWithItsCode() {
        assertThat(settle(aTask(), 2, new Outcome.Failed(TRANSIENT)))
                .isInstanceOfSatisfying(Settlement.Failed.class, failed -> {
                    assertThat(failed.error().code()).isEqualTo("agent-unreachable");
                    assertThat(failed.error().reason()).isEqualTo("All 2 attempts failed. Last error: No response.");
                });
    }

    @Test
    void failsAtOnceAfterAPermanentFailure() {
        assertThat(settle(aTask(), 1, new Outcome.Failed(new Failure.Permanent("bad-input", "No."))))
                .isInstanceOfSatisfying(Settlement.Failed.class, failed -> {
                    assertThat(failed.error().code()).isEqualTo("bad-input");
                    assertThat(failed.error().reason()).isEqualTo("No.");
                });
    }

    @Test
    void failsAnAmbiguousFailureWithoutARetry() {
        assertThat(settle(aTask(), 1, new Outcome.Failed(new Failure.Ambiguous("cut-off", "No response."))))
                .isInstanceOfSatisfying(Settlement.Failed.class, failed -> {
                    assertThat(failed.error().code()).isEqualTo("ambiguous-outcome");
                    assertThat(failed.error().reason())
                            .startsWith("The attempt ended with cut-off")
                            .endsWith("No response.");
                    assertThat(failed.attempt().error().code()).isEqualTo("cut-off");
                });
    }

    @Test
    void expiresATaskWithAFailureAfterItsDeadline() {
        assertThat(settle(aTask().due(END), 1, new Outcome.Failed(TRANSIENT))).isInstanceOf(Settlement.Expired.class);
    }

    @Test
    void completesAnAttemptThatSucceededAfterTheDeadline() {
        assertThat(settle(aTask().due(END), 1, new Outcome.Succeeded("{}"))).isInstanceOf(Settlement.Completed.class);
    }

    @Test
    void failsWhenTheRetryWouldStartAfterTheDeadline() {
        assertThat(settle(aTask().due(END.plusSeconds(4)), 1, new Outcome.Failed(TRANSIENT)))
                .isInstanceOfSatisfying(
                        Settlement.Failed.class,
                        failed -> assertThat(failed.error().reason()).contains("after the task's deadline"));
    }

    @Test
    void cancelsARevokedAttemptWhateverItsOutcome() {
        var entry =
                LaneEntry.arriving(aTask().build(), MAYA, NOON).dispatched(NOON).revoked("Canceled by maya.");
        var cancelled = new Settlement.Cancelled("Canceled by maya.");

        assertThat(policy.settle(entry, new Outcome.Succeeded("{}"), NOON, END)).isEqualTo(cancelled);
        assertThat(policy.settle(entry, new Outcome.Failed(TRANSIENT), NOON, END))
                .isEqualTo(cancelled);
        assertThat(policy.settle(entry, new Outcome.Cancelled(), NOON, END)).isEqualTo(cancelled);
        assertThat(policy.settleNotStarted(entry, "No adapter started.", END)).isEqualTo(cancelled);
    }

    @Test
    void requeuesAnAttemptThatWasNotStartedUntilTheDeadline() {
        var entry = LaneEntry.arriving(aTask().due(END).build(), MAYA, NOON).dispatched(NOON);

        assertThat(policy.settleNotStarted(entry, "No adapter started.", END.minusMillis(1)))
                .isEqualTo(new Settlement.Requeued("No adapter started."));
        assertThat(policy.settleNotStarted(entry, "No adapter started.", END)).isInstanceOf(Settlement.Expired.class);
    }

    private Settlement settle(Samples.TaskBuilder task, int attempt, Outcome outcome) {
        var entry = new LaneEntry(
                task.build(),
                MAYA,
                new TaskProgress(MAYA, 2, attempt, attempt, 0, List.of(), Usage.NONE),
                NOON,
                NOON,
                null,
                0);
        return policy.settle(entry, outcome, NOON, END);
    }
}
