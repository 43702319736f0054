// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;

/**
 * Revocation of an assignment. The adapter that runs this epoch of the task interrupts it and reports {@code Cancelled}; all
 * others ignore it.
 *
 * @param reason cause, for people
 */
public record Revocation(TaskId task, AgentName agent, int epoch, Instant at, String reason)
        implements AdapterInstruction {}
