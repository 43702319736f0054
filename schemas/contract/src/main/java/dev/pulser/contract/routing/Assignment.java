// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task handed to an agent.
 *
 * @param attempt  1 for the first
 * @param epoch    rises whenever the lane hands the task out; what an older epoch reports changes nothing
 * @param deadline the attempt is over at this instant, whatever it has reached
 * @param startBy  an adapter that has not begun at this instant leaves it alone, because the lane may hand the task out again;
 *     null where the lane never asks for that
 */
public record Assignment(
        Task task,
        AgentName agent,
        int attempt,
        int epoch,
        Instant assignedAt,
        Instant deadline,
        @Nullable Instant startBy)
        implements Instruction {

    /** An assignment that may be begun at any time. */
    public Assignment(Task task, AgentName agent, int attempt, int epoch, Instant assignedAt, Instant deadline) {
        this(task, agent, attempt, epoch, assignedAt, deadline, null);
    }

    /** Whether it is too late at {@code time} to begin. */
    public boolean missedAt(Instant time) {
        return startBy != null && !time.isBefore(startBy);
    }

    /** The same through all attempts at the task: what an agent is to recognise a repeated call by. */
    public String idempotencyKey(int step) {
        return task.id().value() + '/' + step;
    }
}
