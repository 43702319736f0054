// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Response to the cancellation of one task.
 *
 * @param status status at the time of the request
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CancelReceipt(String taskId, String status, String commandId) {}
