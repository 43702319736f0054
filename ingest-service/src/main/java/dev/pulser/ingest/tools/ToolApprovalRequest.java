// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of an approval; {@link ToolApprover} parses it. */
@Schema(additionalProperties = Schema.False.class)
public record ToolApprovalRequest(
        @Schema(description = "Hash of the reviewed definition", pattern = "[0-9a-f]{64}")
        String hash,

        @Schema(description = "Approver, recorded in the audit log", maxLength = 256) @Nullable
        String by,

        @Schema(description = "Reason, recorded in the audit log", maxLength = 500) @Nullable
        String reason) {

    /** OpenAPI schema of an approval that names the tool in the body. */
    @Schema(additionalProperties = Schema.False.class)
    public record Named(
            @Schema(description = "server/tool") String tool,

            @Schema(description = "Hash of the reviewed definition", pattern = "[0-9a-f]{64}")
            String hash,

            @Schema(description = "Approver, recorded in the audit log", maxLength = 256) @Nullable
            String by,

            @Schema(description = "Reason, recorded in the audit log", maxLength = 500) @Nullable
            String reason) {}
}
