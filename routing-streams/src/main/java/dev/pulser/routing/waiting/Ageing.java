// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a waiting task counts one class higher than it is: after it has waited longer than its class's bound, or when its
 * deadline comes near. One class and no more, so that a backlog, however old, stays behind what is two classes above it. Pure.
 *
 * @param low          bound of the class, above zero
 * @param medium       bound of the class, above zero
 * @param high         bound of the class, above zero
 * @param deadlineNear what is left until the deadline when it is near; zero means never
 */
public record Ageing(Duration low, Duration medium, Duration high, Duration deadlineNear) {

    public Ageing {
        require(low, "low");
        require(medium, "medium");
        require(high, "high");
        if (deadlineNear.isNegative()) {
            throw new IllegalArgumentException(
                    "pulser.routing.order.deadline-near is %s, it must be zero or more".formatted(deadlineNear));
        }
    }

    private static void require(Duration bound, String name) {
        if (!bound.isPositive()) {
            throw new IllegalArgumentException(
                    "pulser.routing.order.ageing.%s is %s, it must be above zero; a long time, such as 365d, turns it off"
                            .formatted(name, bound));
        }
    }

    /** The class that a task of this one counts as when it has been lifted. */
    static Priority above(Priority priority) {
        return switch (priority) {
            case CRITICAL, HIGH -> Priority.CRITICAL;
            case MEDIUM -> Priority.HIGH;
            case LOW -> Priority.MEDIUM;
        };
    }

    /** When a task that waits in this class since {@code queuedAt} has waited too long; empty for the highest. */
    Optional<Instant> liftedAt(Priority priority, Instant queuedAt) {
        return switch (priority) {
            case CRITICAL -> Optional.empty();
            case HIGH -> Optional.of(queuedAt.plus(high));
            case MEDIUM -> Optional.of(queuedAt.plus(medium));
            case LOW -> Optional.of(queuedAt.plus(low));
        };
    }

    /** When the task's deadline begins to be near; empty where it has none, or no class is above it. */
    public Optional<Instant> nearFrom(Task task) {
        return task.deadline() == null || task.priority() == Priority.CRITICAL || deadlineNear.isZero()
                ? Optional.empty()
                : Optional.of(task.deadline().minus(deadlineNear));
    }

    /** The class in whose lines the task stands when it comes at {@code now}. */
    public Priority standing(Task task, Instant now) {
        boolean near = nearFrom(task).filter(from -> !now.isBefore(from)).isPresent();
        return near ? above(task.priority()) : task.priority();
    }
}
