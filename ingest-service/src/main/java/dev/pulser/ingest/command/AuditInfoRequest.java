// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.command;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of the audit fields; {@link AuditInfo} parses them. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(additionalProperties = Schema.False.class)
public record AuditInfoRequest(
        @Schema(description = "Requester, recorded in the audit log", maxLength = 256) @Nullable
        String by,

        @Schema(description = "Reason, recorded in the audit log", maxLength = 500) @Nullable
        String reason) {}
