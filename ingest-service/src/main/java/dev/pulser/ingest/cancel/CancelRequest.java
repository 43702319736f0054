// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which tasks to cancel, as clients write it: for the OpenAPI document only, {@link CancelQuery} reads it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(additionalProperties = Schema.False.class)
record CancelRequest(
        @Schema(description = "At most 1,000 task ids") @Nullable
        List<String> ids,

        @Schema(description = "Tasks of this agent") @Nullable
        String agent,

        @Schema(enumeration = {"queued", "running", "retrying"}) @Nullable
        String status,

        @Nullable String taskType,

        @Schema(description = "Created longer ago than this, such as 30s, 15m, 2h or 7d") @Nullable
        String olderThan,

        @Schema(description = "True: every task that is not over, where nothing else says which") @Nullable
        Boolean all,

        @Schema(description = "True: count, and cancel none") @Nullable
        Boolean dryRun,

        @Schema(description = "Tasks at a time", minimum = "1", maximum = "1000", defaultValue = "1000") @Nullable
        Integer limit,

        @Schema(description = "next_cursor of the answer before") @Nullable
        String cursor,

        @Schema(description = "Who asks, for the audit", maxLength = 256) @Nullable
        String by,

        @Schema(description = "Why, for the audit", maxLength = 500) @Nullable
        String reason) {}
