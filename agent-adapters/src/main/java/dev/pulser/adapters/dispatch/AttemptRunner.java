// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.routing.Withdrawal;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs attempts, each on a virtual thread of its own, and reports how each ended: once, whatever happens.
 *
 * <p>What an agent must not be asked for twice is announced to its lane before the agent is asked: so the lane knows of an
 * attempt that is lost whether it had begun. An assignment that is read too late to be begun is left alone.
 * <p>The deadline interrupts an attempt, as does its withdrawal. An adapter that does not stop within {@link #GRACE} is left alone: its attempt is
 * reported as timed out or cancelled, and what it says later counts no more.
 */
final class AttemptRunner {

    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private final String instance;
    private final Map<AgentKind, AgentAdapter> adapters;
    private final Supplier<AgentTable> agents;
    private final AgentGuards guards;
    private final RunningAttempts running;
    private final ReportSink reports;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;

    /**
     * @param instance what this adapter calls itself in reports
     * @param timer    runs short tasks only; the caller's to close
     */
    AttemptRunner(
            String instance,
            Map<AgentKind, AgentAdapter> adapters,
            Supplier<AgentTable> agents,
            AgentGuards guards,
            RunningAttempts running,
            ReportSink reports,
            InstantSource clock,
            ScheduledExecutorService timer) {
        this.instance = instance;
        this.adapters = adapters;
        this.agents = agents;
        this.guards = guards;
        this.running = running;
        this.reports = reports;
        this.clock = clock;
        this.timer = timer;
    }

    /** Starts it, unless it runs or has run here already. Does not block. */
    void start(Assignment assignment) {
        if (assignment.missedAt(clock.instant())) {
            LOG.infof(
                    "assignment too old to be begun, its lane hands it out again task=%s epoch=%d",
                    assignment.task().id(), assignment.epoch());
            return;
        }
        var attempt = new RunningAttempt(
                assignment, clock.instant(), new Words(words -> tell(assignment, words), System::nanoTime));
        if (!running.add(attempt)) {
            LOG.debugf(
                    "assignment known, not run again task=%s epoch=%d",
                    assignment.task().id(), assignment.epoch());
            return;
        }
        Thread.ofVirtual().name(assignment.task().id().value()).start(() -> work(attempt));
    }

    /** Not from the adapter's own thread, which sending may block. */
    private void tell(Assignment assignment, Report.Progress words) {
        Thread.startVirtualThread(() -> {
            var _ = reports.send(
                    new Report(assignment.agent(), instance, clock.instant(), words),
                    assignment.task().traceparent());
        });
    }

    /** Interrupts the attempt that is meant, where it runs here. Does not block. */
    void withdraw(Withdrawal withdrawal) {
        running.find(withdrawal.task(), withdrawal.epoch()).ifPresent(attempt -> stop(attempt, StopReason.WITHDRAWN));
    }

    private void work(RunningAttempt attempt) {
        var left = Duration.between(clock.instant(), attempt.assignment().deadline());
        if (!left.isPositive()) {
            attempt.stop(StopReason.DEADLINE);
        }
        var alarm = timer.schedule(
                () -> stop(attempt, StopReason.DEADLINE), Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        var outcome = outcome(attempt);
        alarm.cancel(false);
        end(attempt, outcome);
    }

    private void stop(RunningAttempt attempt, StopReason reason) {
        attempt.stop(reason);
        var _ = timer.schedule(
                () -> {
                    // Sending may block; the timer may not.
                    Thread.startVirtualThread(() -> end(attempt, reason.outcome(attempt.assignment())));
                },
                GRACE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Outcome outcome(RunningAttempt attempt) {
        var assignment = attempt.assignment();
        var agent = agents.get().find(assignment.agent()).orElse(null);
        return agent == null
                ? Results.retryable("agent-unknown", "no agent %s is defined any more".formatted(assignment.agent()))
                : guards.run(agent, assignment.attempt(), () -> outcome(attempt, agent));
    }

    private Outcome outcome(RunningAttempt attempt, AgentDefinition agent) {
        var assignment = attempt.assignment();
        try {
            attempt.begin();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return run(attempt, agent);
        } catch (InterruptedException e) {
            return attempt.stopReason().orElse(StopReason.SHUTDOWN).outcome(assignment);
        } catch (Throwable e) { // an attempt that ends silently would be beaten for ever
            LOG.errorf(
                    e,
                    "adapter failed task=%s agent=%s attempt=%d",
                    assignment.task().id(),
                    assignment.agent(),
                    assignment.attempt());
            return Results.permanent(
                    "adapter-defect",
                    "the adapter of agent %s failed by a fault of its own (%s); its log says where"
                            .formatted(assignment.agent(), e.getClass().getSimpleName()));
        }
    }

    private Outcome run(RunningAttempt attempt, AgentDefinition agent) throws InterruptedException {
        var assignment = attempt.assignment();
        var adapter = adapters.get(agent.kind());
        if (adapter == null) {
            return Results.permanent(
                    "kind-unsupported",
                    "agent %s is of kind %s, which this version cannot run; it can run %s"
                            .formatted(agent.name(), agent.kind().wireName(), supportedKinds()));
        }
        if (!agent.idempotent()) {
            var late = announce(assignment);
            if (late.isPresent()) {
                return late.get();
            }
            attempt.asksOnce();
        }
        return adapter.run(assignment, agent, attempt);
    }

    /** Tells the lane that this is being begun; how it ends instead, where that came too late or not through. */
    private Optional<Outcome> announce(Assignment assignment) throws InterruptedException {
        if (assignment.startBy() == null) {
            return Optional.empty();
        }
        var beat = new Report.Beat(List.of(new Report.Running(assignment.task().id(), assignment.epoch())));
        var left = Duration.between(clock.instant(), assignment.startBy());
        try {
            reports.send(new Report(assignment.agent(), instance, clock.instant(), beat), null)
                    .get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of(notBegun(assignment));
        }
        return assignment.missedAt(clock.instant()) ? Optional.of(notBegun(assignment)) : Optional.empty();
    }

    private static Outcome notBegun(Assignment assignment) {
        return Results.retryable(
                "not-begun",
                "agent %s was not asked, because its lane could not be told in time".formatted(assignment.agent()));
    }

    private String supportedKinds() {
        return String.join(
                ", ",
                adapters.keySet().stream().map(AgentKind::wireName).sorted().toList());
    }

    private void end(RunningAttempt attempt, Outcome outcome) {
        var ended = attempt.end(outcome);
        if (ended.isEmpty()) {
            return;
        }
        Thread.interrupted(); // one that came before the end must not reach the producer
        var assignment = attempt.assignment();
        var report = new Report(assignment.agent(), instance, clock.instant(), ended.get());
        var _ = reports.send(report, assignment.task().traceparent())
                .whenComplete((sent, error) -> running.remove(attempt));
    }
}
