// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Response to a replay; the same for every repetition.
 *
 * @param taskId   new task
 * @param replayOf failed task
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ReplayReceipt(String taskId, String replayOf) {}
