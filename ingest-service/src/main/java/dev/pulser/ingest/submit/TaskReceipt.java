// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/**
 * Response to an accepted task.
 *
 * @param status always {@code queued}
 * @param estimatedCompletion now plus the mean duration of the agent's recent tasks; before the first of them, plus its
 *     service level's response time, else its time limit
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TaskReceipt(
        String taskId, String status, String assignedAgent, String priority, Instant estimatedCompletion) {

    public static TaskReceipt of(SubmissionResult.Accepted accepted) {
        return new TaskReceipt(
                accepted.task().id().value(),
                "queued",
                accepted.agent().value(),
                accepted.task().priority().wireName(),
                accepted.estimatedCompletion());
    }
}
