// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.ingest.command.AuditInfoRequest;
import dev.pulser.ingest.command.BulkOptionsRequest;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of a bulk command on dead letters; {@link DeadLetterSelection} parses it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(additionalProperties = Schema.False.class)
record DeadLetterSelectionRequest(
        @Schema(description = "At most 1,000 ids of failed tasks; excludes the filters") @Nullable
        List<String> ids,

        @Schema(description = "Agent of the last attempt") @Nullable
        String agent,

        @Schema(description = "Task type") @Nullable String type,
        @Schema(description = "Error code") @Nullable String code,

        @Schema(description = "Written at or after this time") @Nullable
        Instant from,

        @Schema(description = "Written before this time") @Nullable
        Instant to,

        @JsonUnwrapped BulkOptionsRequest options,
        @JsonUnwrapped AuditInfoRequest audit) {}
