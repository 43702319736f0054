// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An approval as clients write it: for the OpenAPI document only, {@link ToolApprovals} reads it. */
@Schema(additionalProperties = Schema.False.class)
public record ApprovalRequest(
        @Schema(description = "Of the definition that was looked at", pattern = "[0-9a-f]{64}")
        String hash,

        @Schema(description = "Who approves", maxLength = 256) @Nullable
        String by,

        @Schema(description = "Why", maxLength = 500) @Nullable
        String reason) {

    /** The same for a tool that is named in the body. */
    @Schema(additionalProperties = Schema.False.class)
    public record Named(
            @Schema(description = "server/tool") String tool,

            @Schema(description = "Of the definition that was looked at", pattern = "[0-9a-f]{64}")
            String hash,

            @Schema(description = "Who approves", maxLength = 256) @Nullable
            String by,

            @Schema(description = "Why", maxLength = 500) @Nullable
            String reason) {}
}
