// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Page of dead letters, newest first, without payloads and attempts.
 *
 * @param nextCursor cursor of the next page; null on the last page
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DeadLetterPage(
        List<DeadLetterView> deadLetters, @Nullable String nextCursor) {}
