// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import java.time.Instant;

/**
 * A task handed to an agent.
 *
 * @param attempt  1 for the first
 * @param epoch    rises whenever the lane hands the task out; what an older epoch reports changes nothing
 * @param deadline the attempt is over at this instant, whatever it has reached
 */
public record Assignment(Task task, AgentName agent, int attempt, int epoch, Instant assignedAt, Instant deadline) {

    /** The same through all attempts at the task: what an agent is to recognise a repeated call by. */
    public String idempotencyKey(int step) {
        return task.id().value() + '/' + step;
    }
}
