// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The answer to a task that is to be cancelled.
 *
 * @param status as it was when it was asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CancelReceipt(String taskId, String status, String commandId) {}
