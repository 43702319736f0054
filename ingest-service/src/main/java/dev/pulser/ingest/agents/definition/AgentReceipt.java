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
 * The answer to a change of an agent.
 *
 * @param definition as it is from now on
 * @param warnings   what may not be as it is meant to be, for people
 * @param commandId  of the change in the audit; left out where the definition was the same before
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentReceipt(
        @Schema(implementation = AgentDocument.class) ObjectNode definition,
        List<String> warnings,
        @Nullable String commandId) {

    /** The answer to a deletion. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Deleted(String name, boolean deleted, String commandId) {}
}
