// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.command;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who asks and why, as clients write it: for the OpenAPI document only, {@link Asked} reads it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(additionalProperties = Schema.False.class)
public record AskedRequest(
        @Schema(description = "Who asks, for the audit", maxLength = 256) @Nullable
        String by,

        @Schema(description = "Why, for the audit", maxLength = 500) @Nullable
        String reason) {}
