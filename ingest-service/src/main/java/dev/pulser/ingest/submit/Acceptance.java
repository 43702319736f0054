// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.ingest.problem.Problem;
import java.time.Instant;

/** What became of a submission. */
public sealed interface Acceptance {

    /**
     * Kafka has it, on every replica that is to have it.
     *
     * @param agent               its home
     * @param estimatedCompletion from the agent's pace of late, else its service level
     */
    record Accepted(Task task, AgentName agent, Instant estimatedCompletion) implements Acceptance {}

    /** Nothing was taken in; or, where Kafka did not answer, nobody knows. */
    record Refused(Problem problem) implements Acceptance {}
}
