// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.command;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of the options of every bulk command. */
@JsonNaming(SnakeCaseStrategy.class)
public record BulkOptionsRequest(
        @Schema(description = "True selects everything; required without ids and filters") @Nullable
        Boolean all,

        @Schema(description = "True counts the matches and changes nothing") @Nullable
        Boolean dryRun,

        @Schema(
                description = "Largest number of entries per request, oldest first",
                minimum = "1",
                maximum = "1000",
                defaultValue = "1000")
        @Nullable
        Integer limit,

        @Schema(description = "next_cursor of the previous response") @Nullable
        String cursor) {}
