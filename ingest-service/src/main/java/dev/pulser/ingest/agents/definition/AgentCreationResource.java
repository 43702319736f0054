// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import dev.pulser.contract.agent.document.AgentDefinitionWriter;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.change.AgentDefinitionService;
import dev.pulser.ingest.agents.change.AgentETag;
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

/** REST resource that creates agents. */
@Path("/api/v1/agents")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentCreationResource {

    private final AgentCatalog agents;
    private final AgentDefinitionService definitions;
    private final AgentDefinitionWarnings warnings;

    AgentCreationResource(AgentCatalog agents, AgentDefinitionService definitions, AgentDefinitionWarnings warnings) {
        this.agents = agents;
        this.definitions = definitions;
        this.warnings = warnings;
    }

    /** Creates an agent. It gets tasks as soon as routing-streams has read the definition, usually within a second. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "create-agent", summary = "Creates an agent")
    @APIResponse(
            responseCode = "201",
            description = "The definition is stored in Kafka",
            content = @Content(schema = @Schema(implementation = AgentReceipt.class)))
    public RestResponse<AgentReceipt> create(
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = AgentOpenApiSchemas.REQUEST)))
                    byte @Nullable [] body)
            throws InterruptedException {
        var result = definitions.create(body);
        return receipt(RestResponse.Status.CREATED, result, warnings.of(result.agent(), agents.table()))
                .location(URI.create("/api/v1/agents/" + result.agent().name()))
                .build();
    }

    static RestResponse.ResponseBuilder<AgentReceipt> receipt(
            RestResponse.Status status, AgentDefinitionService.AgentChangeResult result, List<String> warnings) {
        var command = result.command();
        var receipt = new AgentReceipt(
                AgentDefinitionWriter.write(result.agent()), warnings, command == null ? null : command.value());
        return RestResponse.ResponseBuilder.create(status, receipt)
                .header("ETag", AgentETag.of(result.agent()).value());
    }
}
