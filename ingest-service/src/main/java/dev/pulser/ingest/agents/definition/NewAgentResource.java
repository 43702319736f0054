// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import dev.pulser.contract.agent.text.AgentWriter;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.change.DefinitionChanges;
import dev.pulser.ingest.agents.change.DefinitionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Agents that are new. */
@Path("/api/v1/agents")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NewAgentResource {

    private final AgentCatalog agents;
    private final DefinitionChanges changes;
    private final DefinitionWarnings warnings;

    NewAgentResource(AgentCatalog agents, DefinitionChanges changes, DefinitionWarnings warnings) {
        this.agents = agents;
        this.changes = changes;
        this.warnings = warnings;
    }

    /** 201 with the agent's location. It is given tasks as soon as routing-streams has read it, within a second or so. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "create-agent", summary = "Defines a new agent")
    @APIResponse(
            responseCode = "201",
            description = "Kafka has it",
            content = @Content(schema = @Schema(implementation = AgentReceipt.class)))
    public RestResponse<AgentReceipt> create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AgentDocument.class)))
                    byte @Nullable [] body)
            throws InterruptedException {
        var made = changes.create(body);
        return receipt(RestResponse.Status.CREATED, made, warnings.of(made.agent(), agents.table()))
                .location(URI.create("/api/v1/agents/" + made.agent().name()))
                .build();
    }

    static RestResponse.ResponseBuilder<AgentReceipt> receipt(
            RestResponse.Status status, DefinitionChanges.Made made, List<String> warnings) {
        var command = made.command();
        var receipt =
                new AgentReceipt(AgentWriter.write(made.agent()), warnings, command == null ? null : command.value());
        return RestResponse.ResponseBuilder.create(status, receipt)
                .header("ETag", DefinitionTag.of(made.agent()).value());
    }
}
