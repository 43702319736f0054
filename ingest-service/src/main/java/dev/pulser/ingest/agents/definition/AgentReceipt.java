// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Response to the creation or change of an agent.
 *
 * @param definition definition after the change
 * @param warnings   sentences about valid settings that may not have the intended effect
 * @param commandId  id of the audit command; omitted when the definition is the same as before
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentReceipt(
        @Schema(ref = AgentOpenApiSchemas.DEFINITION) ObjectNode definition,
        List<String> warnings,
        @Nullable String commandId) {

    /** Response to the deletion of an agent. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AgentDeletionReceipt(String name, boolean deleted, String commandId) {}
}
