// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs attempts, each on a virtual thread of its own, and reports how each ended: once, whatever happens.
 *
 * <p>The deadline interrupts an attempt. An adapter that does not stop within {@link #GRACE} is left alone: its attempt is
 * reported as timed out, and what it says later counts no more.
 */
final class AttemptRunner {

    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private final String instance;
    private final Map<AgentKind, AgentAdapter> adapters;
    private final Supplier<AgentTable> agents;
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
            RunningAttempts running,
            ReportSink reports,
            InstantSource clock,
            ScheduledExecutorService timer) {
        this.instance = instance;
        this.adapters = adapters;
        this.agents = agents;
        this.running = running;
        this.reports = reports;
        this.clock = clock;
        this.timer = timer;
    }

    /** Starts it, unless it runs or has run here already. Does not block. */
    void start(Assignment assignment) {
        var attempt = new RunningAttempt(assignment, clock.instant());
        if (!running.add(attempt)) {
            LOG.debugf(
                    "assignment known, not run again task=%s epoch=%d",
                    assignment.task().id(), assignment.epoch());
            return;
        }
        Thread.ofVirtual().name(assignment.task().id().value()).start(() -> work(attempt));
    }

    private void work(RunningAttempt attempt) {
        var left = Duration.between(clock.instant(), attempt.assignment().deadline());
        if (!left.isPositive()) {
            attempt.stop(StopReason.DEADLINE);
        }
        var alarm = timer.schedule(() -> expire(attempt), Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        var outcome = outcome(attempt);
        alarm.cancel(false);
        end(attempt, outcome);
    }

    private void expire(RunningAttempt attempt) {
        attempt.stop(StopReason.DEADLINE);
        var _ = timer.schedule(
                () -> {
                    // Sending may block; the timer may not.
                    Thread.startVirtualThread(() -> end(attempt, StopReason.DEADLINE.outcome(attempt.assignment())));
                },
                GRACE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Outcome outcome(RunningAttempt attempt) {
        var assignment = attempt.assignment();
        try {
            attempt.begin();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return run(attempt);
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

    private Outcome run(RunningAttempt attempt) throws InterruptedException {
        var assignment = attempt.assignment();
        var agent = agents.get().find(assignment.agent()).orElse(null);
        if (agent == null) {
            return Results.retryable("agent-unknown", "no agent %s is defined any more".formatted(assignment.agent()));
        }
        var adapter = adapters.get(agent.kind());
        if (adapter == null) {
            return Results.permanent(
                    "kind-unsupported",
                    "agent %s is of kind %s, which this version cannot run; it can run %s"
                            .formatted(agent.name(), agent.kind().wireName(), supportedKinds()));
        }
        return adapter.run(assignment, agent, attempt);
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
