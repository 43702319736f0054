// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Task dispatched to an agent.
 *
 * @param deadline end of the attempt's time limit
 * @param startBy  time from which an adapter that has not started ignores the assignment, because the lane may dispatch the task
 *     again; null means no such time
 */
public record Assignment(
        Task task,
        AttemptRef attempt,
        Instant assignedAt,
        Instant deadline,
        @Nullable Instant startBy) implements AdapterInstruction {

    /** Returns an assignment that may start at any time before its deadline. */
    public static Assignment of(Task task, AttemptRef attempt, Instant assignedAt, Instant deadline) {
        return new Assignment(task, attempt, assignedAt, deadline, null);
    }

    @Override
    public AgentName agent() {
        return attempt.agent();
    }

    public int attemptNumber() {
        return attempt.number();
    }

    @Override
    public int epoch() {
        return attempt.epoch();
    }

    /** Returns true when it is too late at {@code time} to start. */
    public boolean missedAt(Instant time) {
        return startBy != null && !time.isBefore(startBy);
    }

    /** Returns the idempotency key of one call to the agent, the same in all attempts at the task. */
    public String idempotencyKey(int step) {
        return task.id().value() + '/' + step;
    }
}
