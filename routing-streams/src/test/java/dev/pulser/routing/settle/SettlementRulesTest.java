// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settle;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Attempt;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlementRulesTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final Instant END = NOON.plusSeconds(10);
    private static final Failure TRANSIENT = new Failure.Transient("agent-unreachable", "No answer.", null);

    private final SettlementRules rules = new SettlementRules(new RetryPlan(List.of(Duration.ofSeconds(5))));

    @Test
    void completesWhatSucceeded() {
        assertThat(settle(aTask(), 1, new Outcome.Succeeded("{}"))).isEqualTo(new Settlement.Completed("{}"));
    }

    @Test
    void cancelsWhatWasCancelled() {
        assertThat(settle(aTask(), 1, new Outcome.Cancelled())).isEqualTo(new Settlement.Cancelled(null));
    }

    @Test
    void retriesATransientFailureAndRemembersTheAttempt() {
        assertThat(settle(aTask(), 1, new Outcome.Failed(TRANSIENT)))
                .isInstanceOfSatisfying(Settlement.Retried.class, retried -> {
                    assertThat(retried.due()).isBetween(END.plusSeconds(5), END.plusSeconds(6));
                    assertThat(retried.attempt())
                            .isEqualTo(new Attempt(1, MAYA, NOON, END, "agent-unreachable", "No answer."));
                });
    }

    @Test
    void failsAfterTheLastAttemptWithItsCode() {
        assertThat(settle(aTask(), 2, new Outcome.Failed(TRANSIENT)))
                .isInstanceOfSatisfying(Settlement.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("agent-unreachable");
                    assertThat(failed.reason()).isEqualTo("gave up after 2 attempts: No answer.");
                });
    }

    @Test
    void failsAtOnceWhatIsPermanent() {
        assertThat(settle(aTask(), 1, new Outcome.Failed(new Failure.Permanent("bad-input", "No."))))
                .isInstanceOfSatisfying(Settlement.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("bad-input");
                    assertThat(failed.reason()).isEqualTo("No.");
                });
    }

    @Test
    void leavesTheAmbiguousToAPerson() {
        assertThat(settle(aTask(), 1, new Outcome.Failed(new Failure.Ambiguous("cut-off", "Who knows."))))
                .isInstanceOfSatisfying(Settlement.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("AMBIGUOUS_OUTCOME");
                    assertThat(failed.reason()).startsWith("cut-off: Who knows.");
                    assertThat(failed.attempt().code()).isEqualTo("cut-off");
                });
    }

    @Test
    void expiresWhatFailedAfterItsDeadline() {
        assertThat(settle(aTask().due(END), 1, new Outcome.Failed(TRANSIENT))).isInstanceOf(Settlement.Expired.class);
    }

    @Test
    void completesWhatSucceededAfterItsDeadline() {
        assertThat(settle(aTask().due(END), 1, new Outcome.Succeeded("{}"))).isInstanceOf(Settlement.Completed.class);
    }

    @Test
    void failsWhatCouldOnlyBeRetriedAfterItsDeadline() {
        assertThat(settle(aTask().due(END.plusSeconds(4)), 1, new Outcome.Failed(TRANSIENT)))
                .isInstanceOfSatisfying(
                        Settlement.Failed.class,
                        failed -> assertThat(failed.reason()).contains("after the deadline"));
    }

    @Test
    void cancelsWhatWasWithdrawnWhateverCameOfIt() {
        var entry =
                LaneEntry.arriving(aTask().build(), MAYA, NOON).dispatched(NOON).withdrawn("cancelled by maya");
        var cancelled = new Settlement.Cancelled("cancelled by maya");

        assertThat(rules.settle(entry, new Outcome.Succeeded("{}"), NOON, END)).isEqualTo(cancelled);
        assertThat(rules.settle(entry, new Outcome.Failed(TRANSIENT), NOON, END))
                .isEqualTo(cancelled);
        assertThat(rules.settle(entry, new Outcome.Cancelled(), NOON, END)).isEqualTo(cancelled);
        assertThat(rules.notBegun(entry, "nobody began", END)).isEqualTo(cancelled);
    }

    @Test
    void handsBackWhatNobodyBeganUntilItsDeadline() {
        var entry = LaneEntry.arriving(aTask().due(END).build(), MAYA, NOON).dispatched(NOON);

        assertThat(rules.notBegun(entry, "nobody began", END.minusMillis(1)))
                .isEqualTo(new Settlement.HandedBack("nobody began"));
        assertThat(rules.notBegun(entry, "nobody began", END)).isInstanceOf(Settlement.Expired.class);
    }

    private Settlement settle(Samples.TaskBuilder task, int attempt, Outcome outcome) {
        var entry = new LaneEntry(task.build(), MAYA, 2, attempt, attempt, NOON, NOON, List.of(), null);
        return rules.settle(entry, outcome, NOON, END);
    }
}
