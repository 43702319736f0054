// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.ingest.problem.Problem;
import java.time.Instant;

/** Result of a submission. */
public sealed interface SubmissionResult {

    /**
     * Acknowledged by Kafka.
     *
     * @param agent home agent
     * @param estimatedCompletion estimate from the agent's recent tasks, else from its service level
     */
    record Accepted(Task task, AgentName agent, Instant estimatedCompletion) implements SubmissionResult {}

    /** Rejected, or not acknowledged by Kafka in time. */
    record Rejected(Problem problem) implements SubmissionResult {}
}
