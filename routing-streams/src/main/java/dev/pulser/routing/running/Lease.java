// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a handed-out task is believed to be in work. Pure.
 *
 * @param limit without a sign of life from the adapter
 */
public record Lease(Duration limit) {

    /** An attempt was lost with its adapter. */
    public static final String ADAPTER_LOST = "adapter-lost";

    /** An adapter that is alive did not end an attempt at its deadline. */
    public static final String ATTEMPT_OVERDUE = "attempt-overdue";

    /** What an adapter may take to stop an attempt after its deadline and to say so. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** How often a task of an idempotent agent is handed out again, though nobody knows whether it was begun. */
    static final int FREE_HAND_OUTS = 20;

    private static final Duration SHORTEST = Duration.ofSeconds(3);

    public Lease {
        if (limit.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "pulser.routing.lease is %s, it must be at least %s: adapters give a sign of life every two seconds"
                            .formatted(limit, SHORTEST));
        }
    }

    /** The attempt's deadline: its time limit, and never after the task's own deadline. */
    public static Instant deadline(LaneEntry entry, Instant dispatchedAt, @Nullable AgentDefinition agent) {
        var task = entry.task();
        var timeout = task.timeout() != null ? task.timeout() : agent != null ? agent.timeout() : Duration.ofDays(1);
        var end = dispatchedAt.plus(timeout);
        return task.deadline() != null && task.deadline().isBefore(end) ? task.deadline() : end;
    }

    /** What is to be said of an attempt that is not believed in any more; empty while it is. */
    Optional<Loss> broken(RunningTask running, Instant now, @Nullable AgentDefinition agent) {
        if (!now.isBefore(running.lastSign().plus(limit))) {
            return Optional.of(loss(
                    running,
                    ADAPTER_LOST,
                    "no adapter has reported this attempt for %d s.".formatted(limit.toSeconds()),
                    agent));
        }
        if (!now.isBefore(running.deadline().plus(GRACE))) {
            return Optional.of(loss(
                    running,
                    ATTEMPT_OVERDUE,
                    "the adapter did not end this attempt at %s.".formatted(running.deadline()),
                    agent));
        }
        return Optional.empty();
    }

    /**
     * When an adapter that has not begun must leave the attempt alone: early enough that, when the lease is over, whatever it
     * has said about having begun has arrived, though the clocks differ by seconds.
     */
    public Instant startBy(Instant dispatchedAt, Instant deadline) {
        var latest = dispatchedAt.plus(limit.multipliedBy(2).dividedBy(3));
        return latest.isBefore(deadline) ? latest : deadline;
    }

    private static Loss loss(RunningTask running, String code, String reason, @Nullable AgentDefinition agent) {
        var entry = running.entry();
        boolean idempotent = agent != null && agent.idempotent();
        // An adapter announces what it may not do twice before it begins. Of the rest it may die first: not for ever.
        boolean free = !running.begun() && (!idempotent || entry.epoch() - entry.attempt() < FREE_HAND_OUTS);
        return free ? new Loss.NotBegun(reason) : new Loss.Lost(failure(code, reason, agent));
    }

    /** The work may have been done: only an agent that does it once however often it is called may be called again. */
    private static Failure failure(String code, String reason, @Nullable AgentDefinition agent) {
        return agent != null && agent.idempotent()
                ? new Failure.Transient(code, reason, null)
                : new Failure.Ambiguous(code, reason);
    }
}
