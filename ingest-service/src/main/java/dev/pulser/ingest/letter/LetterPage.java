// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters, newest first, without payloads and attempts.
 *
 * @param nextCursor to ask for the next page with; null on the last
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LetterPage(
        List<LetterView> deadLetters, @Nullable String nextCursor) {}
