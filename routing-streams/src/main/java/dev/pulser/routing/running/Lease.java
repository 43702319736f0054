// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.routing.LaneEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lease of a dispatched attempt, renewed by heartbeats of its adapter.
 *
 * @param duration longest time without a heartbeat, at least 3 seconds
 */
public record Lease(Duration duration) {

    /** Code of an attempt with an adapter that stopped sending heartbeats. */
    public static final String ADAPTER_LOST = "adapter-lost";

    /** Code of an attempt that a live adapter did not end at its deadline. */
    public static final String ATTEMPT_OVERDUE = "attempt-overdue";

    /** Time an adapter has after the deadline to stop the attempt and to report it. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** Limit of dispatches of a task of an idempotent agent that no adapter reported as started. */
    static final int MAX_UNCOUNTED_DISPATCHES = 20;

    private static final Duration MINIMUM = Duration.ofSeconds(3);

    public Lease {
        if (duration.compareTo(MINIMUM) < 0) {
            throw new IllegalArgumentException(
                    "pulser.routing.lease is %s. Set it to at least %s, because adapters send heartbeats every 2 seconds."
                            .formatted(duration, MINIMUM));
        }
    }

    /** Returns the end of the attempt's timeout, or the task's deadline when that is earlier. */
    public static Instant attemptDeadline(LaneEntry entry, Instant dispatchedAt, @Nullable AgentDefinition agent) {
        var task = entry.task();
        var timeout = task.timeout() != null ? task.timeout() : agent != null ? agent.timeout() : Duration.ofDays(1);
        var end = dispatchedAt.plus(timeout);
        return task.deadline() != null && task.deadline().isBefore(end) ? task.deadline() : end;
    }

    /** Returns the expiry of the attempt's lease at {@code now}; empty while the lease is valid. */
    Optional<LeaseExpiry> expiry(RunningTask running, Instant now, @Nullable AgentDefinition agent) {
        if (!now.isBefore(running.lastHeartbeat().plus(duration))) {
            return Optional.of(expiry(
                    running,
                    ADAPTER_LOST,
                    "No adapter sent a heartbeat for this attempt within %d s.".formatted(duration.toSeconds()),
                    agent));
        }
        if (!now.isBefore(running.deadline().plus(GRACE))) {
            return Optional.of(
                    expiry(running, ATTEMPT_OVERDUE, "The adapter did not end this attempt at its deadline.", agent));
        }
        return Optional.empty();
    }

    /**
     * Returns the latest time at which an adapter may start the attempt: two thirds of the lease, so that its report of
     * the start arrives before the lease expires although clocks differ by seconds.
     */
    public Instant startBy(Instant dispatchedAt, Instant deadline) {
        var latest = dispatchedAt.plus(duration.multipliedBy(2).dividedBy(3));
        return latest.isBefore(deadline) ? latest : deadline;
    }

    private static LeaseExpiry expiry(
            RunningTask running, String code, String reason, @Nullable AgentDefinition agent) {
        var entry = running.entry();
        boolean idempotent = agent != null && agent.idempotent();
        // Adapters of agents that are not idempotent report the start first; others may fail between start and report.
        boolean uncounted =
                !running.started() && (!idempotent || entry.epoch() - entry.attempt() < MAX_UNCOUNTED_DISPATCHES);
        return uncounted ? new LeaseExpiry.NotStarted(reason) : new LeaseExpiry.Lost(failure(code, reason, agent));
    }

    /** Returns a failure that is retried only for idempotent agents, because the agent may have done the work. */
    private static Failure failure(String code, String reason, @Nullable AgentDefinition agent) {
        return agent != null && agent.idempotent()
                ? new Failure.Transient(code, reason, null)
                : new Failure.Ambiguous(code, reason);
    }
}
