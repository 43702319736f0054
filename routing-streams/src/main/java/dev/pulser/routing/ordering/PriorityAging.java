// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ordering;

import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Rule that promotes a waiting task by one priority: after it has waited longer than the limit of its priority, or when
 * its deadline is near. A task is promoted once, so that an old backlog never overtakes tasks two priorities above it.
 *
 * @param low          longest wait of a low task, above zero
 * @param medium       longest wait of a medium task, above zero
 * @param high         longest wait of a high task, above zero
 * @param deadlineNear time before the deadline from which on it is near; zero turns this off
 */
public record PriorityAging(Duration low, Duration medium, Duration high, Duration deadlineNear) {

    public PriorityAging {
        require(low, "low");
        require(medium, "medium");
        require(high, "high");
        if (deadlineNear.isNegative()) {
            throw new IllegalArgumentException(
                    "pulser.routing.order.deadline-near is %s. Set it to 0 or more.".formatted(deadlineNear));
        }
    }

    private static void require(Duration limit, String name) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException(
                    "pulser.routing.order.aging.%s is %s. Set it above 0; a long time, such as 365d, turns aging off."
                            .formatted(name, limit));
        }
    }

    /** Returns the next higher priority; critical for critical. */
    public static Priority promote(Priority priority) {
        return switch (priority) {
            case CRITICAL, HIGH -> Priority.CRITICAL;
            case MEDIUM -> Priority.HIGH;
            case LOW -> Priority.MEDIUM;
        };
    }

    /**
     * Returns the time at which a task of this priority, queued at {@code queuedAt}, is promoted; empty for critical.
     */
    public Optional<Instant> promotedAt(Priority priority, Instant queuedAt) {
        return switch (priority) {
            case CRITICAL -> Optional.empty();
            case HIGH -> Optional.of(queuedAt.plus(high));
            case MEDIUM -> Optional.of(queuedAt.plus(medium));
            case LOW -> Optional.of(queuedAt.plus(low));
        };
    }

    /** Returns the time from which on the deadline is near; empty without a deadline and for critical tasks. */
    public Optional<Instant> nearFrom(Task task) {
        return task.deadline() == null || task.priority() == Priority.CRITICAL || deadlineNear.isZero()
                ? Optional.empty()
                : Optional.of(task.deadline().minus(deadlineNear));
    }

    /** Returns the priority of the queue that a task enters at {@code now}. */
    public Priority effectivePriority(Task task, Instant now) {
        boolean near = nearFrom(task).filter(from -> !now.isBefore(from)).isPresent();
        return near ? promote(task.priority()) : task.priority();
    }
}
