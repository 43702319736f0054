// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import java.time.Instant;

/**
 * Transfer of a waiting task from one lane to another.
 *
 * @param reason   cause, for people
 * @param progress progress of the task, with this transfer counted
 */
public record Transfer(Task task, AgentName from, AgentName to, Instant at, String reason, TaskProgress progress) {}
