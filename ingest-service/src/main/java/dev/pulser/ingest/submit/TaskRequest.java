// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of a submission; the contract's codec parses it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(additionalProperties = Schema.False.class)
record TaskRequest(
        @Schema(
                required = true,
                description = "Type of the task, which determines its agent",
                pattern = "[a-z][a-z0-9_-]{0,63}",
                examples = "documentation")
        String taskType,

        @Schema(
                description = "Priority. An agent starts all tasks of a priority before those of the next one",
                enumeration = {"critical", "high", "medium", "low"},
                defaultValue = "medium")
        @Nullable
        String priority,

        @Schema(required = true, description = "Input of the agent; at most 262,144 bytes of JSON")
        Map<String, Object> payload,

        @Schema(description = "Person or program that submits the task, for people to read", maxLength = 256) @Nullable
        String requester,

        @Schema(description = "Required agent; omitted, Pulser chooses", pattern = "[a-z][a-z0-9_-]{0,63}") @Nullable
        String agent,

        @Schema(
                description =
                        "Labels to filter tasks by. Keys: 1 to 63 characters of a-z, 0-9, ., _, / and -; values: at most"
                                + " 128 printable characters",
                maxProperties = 16,
                examples = "{\"team\": \"data\"}")
        @Nullable
        Map<String, String> labels,

        @Schema(description = "Alternative to the header Idempotency-Key", minLength = 1, maxLength = 255) @Nullable
        String idempotencyKey,

        @JsonUnwrapped Limits limits) {

    /** OpenAPI schema of the time limits. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Limits(
            @Schema(description = "No attempt starts at or after this time; at most 7 days ahead") @Nullable
            Instant deadline,

            @Schema(description = "Time limit of one attempt; omitted, that of the agent", maximum = "86400") @Nullable
            Double timeoutSeconds) {}
}
