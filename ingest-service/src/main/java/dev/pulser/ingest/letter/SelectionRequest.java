// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which dead letters, as clients write it: for the OpenAPI document only, {@link LetterSelection} reads it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(additionalProperties = Schema.False.class)
record SelectionRequest(
        @Schema(description = "At most 1,000 ids of failed tasks; instead of a filter") @Nullable
        List<String> ids,

        @Nullable String agent,
        @Nullable String type,

        @Schema(description = "What went wrong") @Nullable String code,

        @Schema(description = "Written at or after this") @Nullable
        Instant from,

        @Schema(description = "Written before this") @Nullable
        Instant to,

        @Schema(description = "True: every open one, where nothing else says which") @Nullable
        Boolean all,

        @Schema(description = "True: count, and change nothing") @Nullable
        Boolean dryRun,

        @Schema(description = "Letters at a time, oldest first", minimum = "1", maximum = "1000", defaultValue = "1000")
        @Nullable
        Integer limit,

        @Schema(description = "next_cursor of the answer before") @Nullable
        String cursor,

        @Schema(description = "Who asks, for the audit", maxLength = 256) @Nullable
        String by,

        @Schema(description = "Why, for the audit", maxLength = 500) @Nullable
        String reason) {}
