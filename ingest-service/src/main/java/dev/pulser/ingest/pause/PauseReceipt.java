// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.pause;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Response to a pause or resume command.
 *
 * @param agent agent name; null for a company-wide command
 * @param paused requested state
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PauseReceipt(@Nullable String agent, boolean paused, String commandId) {}
