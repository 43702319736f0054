// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A task as clients write it: for the OpenAPI document only, the reading is done by the contract's codec, which knows no
 * field but these.
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(additionalProperties = Schema.False.class)
record TaskRequest(
        @Schema(
                required = true,
                description = "The kind of work; decides the agent",
                pattern = "[a-z][a-z0-9_-]{0,63}",
                examples = "documentation")
        String taskType,

        @Schema(
                description = "All of a class start before any of the next, on the same agent",
                enumeration = {"critical", "high", "medium", "low"},
                defaultValue = "medium")
        @Nullable
        String priority,

        @Schema(required = true, description = "What the agent is given; at most 262,144 bytes")
        Map<String, Object> payload,

        @Schema(description = "Who asks, for people to read", maxLength = 256) @Nullable
        String requester,

        @Schema(description = "The agent that must do it; left out, Pulser chooses", pattern = "[a-z][a-z0-9_-]{0,63}")
        @Nullable
        String agent,

        @Schema(description = "The same as the header Idempotency-Key", minLength = 1, maxLength = 255) @Nullable
        String idempotencyKey,

        @Schema(description = "No attempt starts at or after this; within the next 7 days") @Nullable
        Instant deadline,

        @Schema(description = "Limit of one attempt; left out, the agent's", maximum = "86400") @Nullable
        Double timeoutSeconds) {}
