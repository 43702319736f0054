// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;

/**
 * An assignment taken back: the adapter that runs it interrupts it and reports that it was cancelled. Who does not run it,
 * or not in this epoch, has nothing to do.
 *
 * @param reason why, for people
 */
public record Withdrawal(TaskId task, AgentName agent, int epoch, Instant at, String reason) implements Instruction {}
