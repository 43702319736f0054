// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The answer to a replay: the same however often it is asked for.
 *
 * @param taskId   the new task
 * @param replayOf the failed one
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ReplayReceipt(String taskId, String replayOf) {}
