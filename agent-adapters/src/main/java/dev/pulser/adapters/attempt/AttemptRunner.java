// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
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
 * Runs each attempt on a separate virtual thread and reports its outcome exactly once.
 *
 * <p>Delivery: if the agent is not idempotent or has a budget, the start of the attempt is reported to the lane before
 * the agent is called, so that the lane knows of a lost attempt that it had started. An assignment that arrives after
 * its {@code startBy} is ignored; its lane dispatches it again.
 *
 * <p>Deadline: a deadline or a revocation interrupts the attempt. If the adapter does not return within {@link #GRACE},
 * the attempt is reported as timed out or canceled, and its later outcome is ignored.
 */
public final class AttemptRunner {

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
     * @param instance name of this instance in reports
     * @param timer runs short tasks only; remains owned by the caller
     */
    public AttemptRunner(
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

    /** Starts the attempt unless it is running or has run here already. Does not block. */
    public void start(Assignment assignment) {
        if (assignment.missedAt(clock.instant())) {
            LOG.infof(
                    "Assignment ignored, start deadline has passed task=%s epoch=%d",
                    assignment.task().id(), assignment.epoch());
            return;
        }
        var attempt = new RunningAttempt(
                assignment,
                clock.instant(),
                new ProgressThrottle(progress -> publish(assignment, progress), System::nanoTime));
        if (!running.add(attempt)) {
            LOG.debugf(
                    "Duplicate assignment ignored task=%s epoch=%d",
                    assignment.task().id(), assignment.epoch());
            return;
        }
        Thread.ofVirtual().name(assignment.task().id().value()).start(() -> execute(attempt));
    }

    // On a separate thread: sending may block.
    private void publish(Assignment assignment, AdapterReport.AttemptProgress progress) {
        Thread.startVirtualThread(() -> {
            var _ = reports.send(
                    new AdapterReport(assignment.agent(), instance, clock.instant(), progress),
                    assignment.task().traceparent());
        });
    }

    /** Interrupts the attempt if it is running here. Does not block. */
    public void revoke(Revocation revocation) {
        running.find(revocation.task(), revocation.epoch()).ifPresent(attempt -> stop(attempt, StopReason.REVOKED));
    }

    private void execute(RunningAttempt attempt) {
        var remaining = Duration.between(clock.instant(), attempt.assignment().deadline());
        if (!remaining.isPositive()) {
            attempt.stop(StopReason.DEADLINE);
        }
        var deadlineTimer = timer.schedule(
                () -> stop(attempt, StopReason.DEADLINE), Math.max(0, remaining.toMillis()), TimeUnit.MILLISECONDS);
        var outcome = outcome(attempt);
        deadlineTimer.cancel(false);
        end(attempt, outcome);
    }

    private void stop(RunningAttempt attempt, StopReason reason) {
        attempt.stop(reason);
        var _ = timer.schedule(
                () -> {
                    // sending may block, the timer must not
                    Thread.startVirtualThread(() -> end(attempt, reason.outcome(attempt.assignment())));
                },
                GRACE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Outcome outcome(RunningAttempt attempt) {
        var assignment = attempt.assignment();
        var agent = agents.get().find(assignment.agent()).orElse(null);
        return agent == null
                ? Outcomes.retryable("agent-unknown", "Agent %s is not defined".formatted(assignment.agent()))
                : guards.run(agent, assignment.attemptNumber(), () -> outcome(attempt, agent));
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
        } catch (Throwable e) { // without a report, heartbeats would renew the lease forever
            LOG.errorf(
                    e,
                    "Adapter failed with an internal error task=%s agent=%s attempt=%d",
                    assignment.task().id(),
                    assignment.agent(),
                    assignment.attemptNumber());
            return Outcomes.permanent(
                    "adapter-defect",
                    "Adapter of agent %s failed with an internal error (%s); see the log of agent-adapters"
                            .formatted(assignment.agent(), e.getClass().getSimpleName()));
        }
    }

    private Outcome run(RunningAttempt attempt, AgentDefinition agent) throws InterruptedException {
        var assignment = attempt.assignment();
        var adapter = adapters.get(agent.kind());
        if (adapter == null) {
            return Outcomes.permanent(
                    "kind-unsupported",
                    "Kind %2$s of agent %1$s is not supported; supported kinds: %3$s"
                            .formatted(agent.name(), agent.kind().wireName(), supportedKinds()));
        }
        if (!agent.idempotent() || agent.budget() != null) {
            var notStarted = reportStart(assignment);
            if (notStarted.isPresent()) {
                return notStarted.get();
            }
        }
        if (!agent.idempotent()) {
            attempt.forbidRepetition();
        }
        return adapter.run(assignment, agent, attempt);
    }

    /** Reports the start to the lane. Returns the outcome of the attempt if the report was late or failed. */
    private Optional<Outcome> reportStart(Assignment assignment) throws InterruptedException {
        if (assignment.startBy() == null) {
            return Optional.empty();
        }
        var heartbeat = new AdapterReport.Heartbeat(
                List.of(new AdapterReport.RunningAttempt(assignment.task().id(), assignment.epoch())));
        var remaining = Duration.between(clock.instant(), assignment.startBy());
        try {
            reports.send(new AdapterReport(assignment.agent(), instance, clock.instant(), heartbeat), null)
                    .get(remaining.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of(notStarted(assignment));
        }
        return assignment.missedAt(clock.instant()) ? Optional.of(notStarted(assignment)) : Optional.empty();
    }

    private static Outcome notStarted(Assignment assignment) {
        return Outcomes.retryable(
                "attempt-not-started",
                "Attempt at agent %s did not start because its start could not be reported in time"
                        .formatted(assignment.agent()));
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
        Thread.interrupted(); // a pending interrupt must not reach the producer
        var assignment = attempt.assignment();
        var report = new AdapterReport(assignment.agent(), instance, clock.instant(), ended.get());
        var _ = reports.send(report, assignment.task().traceparent())
                .whenComplete((sent, error) -> running.remove(attempt));
    }
}
