// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.guard.FixedGuardConfig;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AttemptRunnerTest {

    private static final Outcome DONE = new Outcome.Succeeded("{}");
    private static final ToolCall CALL =
            new ToolCall("server", "tool", Assignments.NOW, Duration.ofMillis(5), 1, 2, null, null);

    private static final AgentDefinition IDEMPOTENT =
            Samples.anAgent("alpha").idempotent().build();

    private final RecordedReports reports = new RecordedReports();
    private final RunningAttempts running = new RunningAttempts(100, 1 << 20);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        never.countDown();
        timer.shutdownNow();
    }

    @Test
    void reportsTheOutcomeOfTheAdapter() {
        var assignment = Assignments.any();

        runner((attempt, listener) -> {
                    listener.onToolCall(CALL);
                    return DONE;
                })
                .start(assignment);

        await().until(() -> reports.ended().size() == 1);
        var report = reports.all().getFirst();
        assertThat(report.agent()).isEqualTo(Assignments.ALPHA);
        assertThat(report.adapter()).isEqualTo("adapter-1");
        var ended = reports.ended().getFirst();
        assertThat(ended.id()).isEqualTo(assignment.task().id());
        assertThat(ended.outcome()).isEqualTo(DONE);
        assertThat(ended.startedAt()).isEqualTo(Assignments.NOW);
        assertThat(ended.calls()).containsExactly(CALL);
        await().until(() -> running.size() == 0);
    }

    @Test
    void interruptsAtTheDeadlineAndReportsToolCalls() {
        var runner = runner((attempt, listener) -> {
            listener.onToolCall(CALL);
            never.await();
            return DONE;
        });

        runner.start(lasting(Duration.ofMillis(100)));

        await().until(() -> reports.ended().size() == 1);
        var ended = reports.ended().getFirst();
        assertThat(ended.outcome())
                .isEqualTo(new Outcome.Failed(new Failure.Ambiguous(
                        "timeout", "Agent alpha did not respond within 100 ms, the limit of an attempt")));
        assertThat(ended.calls()).containsExactly(CALL);
    }

    @Test
    void doesNotCallAnAgentAfterTheDeadline() {
        runner((attempt, listener) -> DONE).start(lasting(Duration.ofSeconds(-1)));

        await().until(() -> reports.ended().size() == 1);
        assertThat(failure()).isInstanceOf(Failure.Transient.class);
        assertThat(failure().code()).isEqualTo("timeout");
        assertThat(runs).hasValue(0);
    }

    @Test
    void reportsAnAttemptWhoseAdapterIgnoresTheDeadline() {
        var runner = runner((attempt, listener) -> {
            while (never.getCount() > 0) {
                Thread.interrupted(); // simulates a defective adapter
                Thread.onSpinWait();
            }
            return DONE;
        });

        runner.start(lasting(Duration.ofMillis(50)));

        await().atMost(AttemptRunner.GRACE.plusSeconds(3))
                .until(() -> reports.ended().size() == 1);
        never.countDown();
        await().until(() -> running.size() == 0);
        assertThat(failure().code()).isEqualTo("timeout");
        assertThat(reports.ended()).hasSize(1);
    }

    @Test
    void reportsAThrownExceptionAsADefect() {
        runner((attempt, listener) -> {
                    throw new IllegalStateException("oops");
                })
                .start(Assignments.any());

        await().until(() -> reports.ended().size() == 1);
        assertThat(failure()).isInstanceOf(Failure.Permanent.class);
        assertThat(failure().code()).isEqualTo("adapter-defect");
    }

    @Test
    void reportsAStackOverflow() {
        runner((attempt, listener) -> {
                    throw new StackOverflowError();
                })
                .start(Assignments.any());

        await().until(() -> reports.ended().size() == 1);
        assertThat(failure().code()).isEqualTo("adapter-defect");
    }

    @Test
    void runsARedeliveredAssignmentOnce() {
        var assignment = Assignments.any();
        var runner = runner((attempt, listener) -> DONE);

        runner.start(assignment);
        runner.start(assignment);
        await().until(() -> running.size() == 0);
        runner.start(assignment);

        assertThat(running.size()).isZero();
        assertThat(runs).hasValue(1);
    }

    @Test
    void stopsASupersededAttempt() {
        var task = Samples.aTask().build();
        var runner = runner((attempt, listener) -> {
            if (attempt.epoch() == 1) {
                never.await();
            }
            return DONE;
        });

        runner.start(Assignments.of(task, 1));
        await().until(() -> runs.get() == 1);
        runner.start(Assignments.of(task, 2));

        await().until(() -> reports.ended().size() == 2);
        assertThat(reports.ended())
                .extracting(ended -> ended.epoch() + " " + ended.outcome())
                .containsExactlyInAnyOrder("1 Cancelled[]", "2 " + DONE);
    }

    @Test
    void keepsAnAttemptRunningUntilItsOutcomeIsWritten() {
        reports.fail();
        runner((attempt, listener) -> DONE).start(Assignments.any());
        await().until(() -> reports.ended().size() == 1);

        assertThat(running.size()).isEqualTo(1);
        reports.recover();

        await().until(() -> running.size() == 0);
    }

    @Test
    void interruptsAndReportsAtShutdown() {
        var runner = runner((attempt, listener) -> {
            never.await();
            return DONE;
        });
        runner.start(Assignments.any());
        await().until(() -> runs.get() == 1);

        running.all().forEach(attempt -> attempt.stop(StopReason.SHUTDOWN));

        await().until(() -> reports.ended().size() == 1);
        assertThat(failure()).isInstanceOf(Failure.Ambiguous.class);
        assertThat(failure().code()).isEqualTo("adapter-stopped");
    }

    @Test
    void interruptsARevokedAttemptAndReportsItAsCancelled() {
        var assignment = Assignments.any();
        var runner = runner((attempt, listener) -> {
            never.await();
            return DONE;
        });
        runner.start(assignment);
        await().until(() -> runs.get() == 1);

        runner.revoke(revocation(assignment, 1));

        await().until(() -> reports.ended().size() == 1);
        assertThat(reports.ended().getFirst().outcome()).isEqualTo(new Outcome.Cancelled());
        await().until(() -> running.size() == 0);
    }

    @Test
    void reportsAnAttemptWhoseAdapterIgnoresARevocation() {
        var assignment = Assignments.any();
        var runner = runner((attempt, listener) -> {
            while (never.getCount() > 0) {
                Thread.interrupted(); // simulates a defective adapter
                Thread.onSpinWait();
            }
            return DONE;
        });
        runner.start(assignment);
        await().until(() -> runs.get() == 1);

        runner.revoke(revocation(assignment, 1));

        await().atMost(AttemptRunner.GRACE.plusSeconds(3))
                .until(() -> reports.ended().size() == 1);
        assertThat(reports.ended().getFirst().outcome()).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void interruptsOnlyTheRevokedEpoch() {
        var done = new CountDownLatch(1);
        var task = Samples.aTask().build();
        var runner = runner((attempt, listener) -> {
            done.await();
            return DONE;
        });
        runner.start(Assignments.of(task, 2));
        await().until(() -> runs.get() == 1);

        runner.revoke(revocation(Assignments.of(task, 1), 1));
        runner.revoke(revocation(Assignments.any(), 1));
        done.countDown();

        await().until(() -> reports.ended().size() == 1);
        assertThat(reports.ended().getFirst().outcome()).isEqualTo(DONE);
    }

    @Test
    void reportsTheStartBeforeCallingAnAgentThatIsNotIdempotent() {
        var reported = new AtomicInteger();
        var runner = runner((attempt, listener) -> {
            reported.set(heartbeats());
            return DONE;
        });

        runner.start(startingBy(Assignments.NOW.plusSeconds(10)));

        await().until(() -> reports.ended().size() == 1);
        assertThat(reported).hasValue(1);
        assertThat(reports.ended().getFirst().outcome()).isEqualTo(DONE);
    }

    @Test
    void reportsNoStartForAnIdempotentAgent() {
        runner((attempt, listener) -> DONE, IDEMPOTENT).start(startingBy(Assignments.NOW.plusSeconds(10)));

        await().until(() -> reports.ended().size() == 1);
        assertThat(heartbeats()).isZero();
    }

    @Test
    void reportsTheStartForAnAgentWithABudget() {
        var paid = Samples.anAgent("alpha")
                .idempotent()
                .costing(new Rates(1, 1, 1))
                .budget(new Budget(Budget.Period.DAY, 1, null, null, Map.of()))
                .build();
        runner((attempt, listener) -> DONE, paid).start(startingBy(Assignments.NOW.plusSeconds(10)));

        await().until(() -> reports.ended().size() == 1);
        assertThat(heartbeats()).isEqualTo(1);
    }

    @Test
    void doesNotCallTheAgentWhenTheStartReportIsLate() {
        reports.fail();

        runner((attempt, listener) -> DONE).start(startingBy(Assignments.NOW.plusMillis(100)));

        await().until(() -> reports.ended().size() == 1);
        assertThat(failure()).isInstanceOf(Failure.Transient.class);
        assertThat(failure().code()).isEqualTo("attempt-not-started");
        assertThat(runs).hasValue(0);
    }

    @Test
    void ignoresAnAssignmentAfterItsStartDeadline() {
        var runner = runner((attempt, listener) -> DONE);

        runner.start(startingBy(Assignments.NOW));

        assertThat(running.size()).isZero();
        assertThat(reports.all()).isEmpty();
        assertThat(runs).hasValue(0);
    }

    @Test
    void reportsAmbiguousFailuresUnlessTheAgentIsIdempotent() {
        Work ambiguous = (attempt, listener) -> Outcomes.ambiguous("agent-connection-lost", "Failed.");

        runner(ambiguous).start(Assignments.any());
        await().until(() -> reports.ended().size() == 1);
        runner(ambiguous, IDEMPOTENT).start(Assignments.any());
        await().until(() -> reports.ended().size() == 2);

        assertThat(reports.ended())
                .extracting(ended -> ((Outcome.Failed) ended.outcome()).failure())
                .containsExactly(
                        new Failure.Ambiguous("agent-connection-lost", "Failed."),
                        new Failure.Transient("agent-connection-lost", "Failed.", null));
    }

    @Test
    void namesTheSupportedKinds() {
        start(Samples.anAgent("alpha").using("toolbox").build(), Assignments.any());

        await().until(() -> reports.ended().size() == 1);
        assertThat(failure())
                .isEqualTo(new Failure.Permanent(
                        "kind-unsupported", "Kind mcp of agent alpha is not supported; supported kinds: http"));
    }

    @Test
    void retriesWhenTheAgentIsNotDefined() {
        start(Samples.anAgent("beta").build(), Assignments.any());

        await().until(() -> reports.ended().size() == 1);
        assertThat(failure()).isInstanceOf(Failure.Transient.class);
        assertThat(failure().code()).isEqualTo("agent-unknown");
    }

    private interface Work {
        Outcome run(Assignment assignment, AttemptListener listener) throws InterruptedException;
    }

    private AttemptRunner runner(Work work) {
        return runner(work, Samples.anAgent("alpha").build());
    }

    private void start(AgentDefinition agent, Assignment assignment) {
        runner((attempt, listener) -> DONE, agent).start(assignment);
    }

    private AttemptRunner runner(Work work, AgentDefinition agent) {
        var adapter = new AgentAdapter() {

            @Override
            public AgentKind kind() {
                return AgentKind.HTTP;
            }

            @Override
            public Outcome run(Assignment assignment, AgentDefinition definition, AttemptListener listener)
                    throws InterruptedException {
                runs.incrementAndGet();
                return work.run(assignment, listener);
            }

            @Override
            public CheckResult check(AgentDefinition definition) {
                return new CheckResult.Healthy();
            }
        };
        var table = AgentTable.of(List.of(agent));
        return new AttemptRunner(
                "adapter-1",
                Map.of(AgentKind.HTTP, adapter),
                () -> table,
                new AgentGuards(FixedGuardConfig.DEFAULT, System::nanoTime),
                running,
                reports,
                InstantSource.fixed(Assignments.NOW),
                timer);
    }

    private static Assignment lasting(Duration limit) {
        return Assignment.of(
                Samples.aTask().build(),
                new AttemptRef(Assignments.ALPHA, 1, 1),
                Assignments.NOW,
                Assignments.NOW.plus(limit));
    }

    private static Assignment startingBy(Instant time) {
        var now = Assignments.NOW;
        return new Assignment(
                Samples.aTask().build(), new AttemptRef(Assignments.ALPHA, 1, 1), now, now.plusSeconds(60), time);
    }

    private static Revocation revocation(Assignment assignment, int epoch) {
        return new Revocation(assignment.task().id(), assignment.agent(), epoch, Assignments.NOW, "cancelled by maya");
    }

    private int heartbeats() {
        return (int) reports.all().stream()
                .filter(report -> report.body() instanceof AdapterReport.Heartbeat)
                .count();
    }

    private Failure failure() {
        return ((Outcome.Failed) reports.ended().getFirst().outcome()).failure();
    }
}
