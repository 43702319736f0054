// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.ingest.command.AuditInfoRequest;
import dev.pulser.ingest.command.BulkOptionsRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of a bulk cancellation; {@link CancelSelection} parses it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(additionalProperties = Schema.False.class)
record BulkCancelRequest(
        @Schema(description = "At most 1,000 task ids") @Nullable
        List<String> ids,

        @Schema(description = "Assigned agent") @Nullable String agent,

        @Schema(
                description = "Status",
                enumeration = {"queued", "running", "retrying"})
        @Nullable
        String status,

        @Schema(description = "Task type") @Nullable String taskType,

        @Schema(description = "Smallest age, such as 30s, 15m, 2h or 7d") @Nullable
        String olderThan,

        @JsonUnwrapped BulkOptionsRequest options,
        @JsonUnwrapped AuditInfoRequest audit) {}
