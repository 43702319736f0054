// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/**
 * The answer to an accepted task.
 *
 * @param status              always {@code queued}
 * @param estimatedCompletion now plus the mean time that the agent's tasks took of late; before the first of them, the
 *                            response time of its service level, else its time limit
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TaskReceipt(
        String taskId, String status, String assignedAgent, String priority, Instant estimatedCompletion) {

    public static TaskReceipt of(Acceptance.Accepted accepted) {
        return new TaskReceipt(
                accepted.task().id().value(),
                "queued",
                accepted.agent().value(),
                accepted.task().priority().wireName(),
                accepted.estimatedCompletion());
    }
}
