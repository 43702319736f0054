// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Task;

/** What comes into a lane. */
public sealed interface LaneInput {

    /** A task that has been admitted and is this agent's, for this reason. */
    record Admitted(Task task, AgentName agent, String reason) implements LaneInput {}

    /** What an adapter says. */
    record Reported(Report report) implements LaneInput {}
}
