// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.pause;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a pause, or to its end.
 *
 * @param agent   of which; left out where it is about the whole company
 * @param paused  what it is to be
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PauseReceipt(@Nullable String agent, boolean paused, String commandId) {}
