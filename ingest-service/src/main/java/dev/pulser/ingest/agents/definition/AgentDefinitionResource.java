// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.agents.change.AgentDefinitionService;
import dev.pulser.ingest.agents.change.AgentETag;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.AuditInfoRequest;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** REST resource of one agent. The instance that answers a change returns the new definition from then on. */
@Path("/api/v1/agents/{name}")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentDefinitionResource {

    private static final String IF_MATCH =
            "ETag of the definition to change; if the current one is different, nothing is changed and the response is 412";

    private final AgentCatalog agents;
    private final LaneStatuses lanes;
    private final AgentDefinitionService definitions;
    private final AgentDefinitionWarnings warnings;

    AgentDefinitionResource(
            AgentCatalog agents,
            LaneStatuses lanes,
            AgentDefinitionService definitions,
            AgentDefinitionWarnings warnings) {
        this.agents = agents;
        this.lanes = lanes;
        this.definitions = definitions;
        this.warnings = warnings;
    }

    @GET
    @Operation(operationId = "get-agent", summary = "Returns an agent with its definition, lane, health and spending")
    @APIResponse(responseCode = "200", description = "The agent, with the ETag of its definition")
    public RestResponse<AgentDetailView> get(@RestPath String name) {
        var agent = agents.require(name);
        return RestResponse.ResponseBuilder.ok(AgentDetailView.of(agent, lanes.of(agent.name()), Company.DEFAULT))
                .header("ETag", AgentETag.of(agent).value())
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Replaces the definition. Fields that the body omits get their defaults. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replace-agent", summary = "Replaces the definition of an agent")
    @APIResponse(
            responseCode = "200",
            description = "The definition is stored in Kafka",
            content = @Content(schema = @Schema(implementation = AgentReceipt.class)))
    public RestResponse<AgentReceipt> replace(
            @RestPath String name,
            @Parameter(description = IF_MATCH) @RestHeader("If-Match") @Nullable String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = AgentOpenApiSchemas.REQUEST)))
                    byte @Nullable [] body)
            throws InterruptedException {
        return respond(definitions.replace(name, ifMatch, body));
    }

    /** Changes the fields of the body (JSON Merge Patch, RFC 7396): null removes a field, omitted fields keep their values. */
    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "change-agent",
            summary = "Changes fields of the definition of an agent (JSON Merge Patch, RFC 7396)")
    @APIResponse(
            responseCode = "200",
            description = "The definition is stored in Kafka",
            content = @Content(schema = @Schema(implementation = AgentReceipt.class)))
    public RestResponse<AgentReceipt> change(
            @RestPath String name,
            @Parameter(description = IF_MATCH) @RestHeader("If-Match") @Nullable String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(ref = AgentOpenApiSchemas.PATCH)))
                    byte @Nullable [] body)
            throws InterruptedException {
        return respond(definitions.patch(name, ifMatch, body));
    }

    /** Deletes an agent. Responds with 409 while it has tasks or is a backup of another agent, unless forced. */
    @DELETE
    @Operation(operationId = "delete-agent", summary = "Deletes an agent")
    @APIResponse(
            responseCode = "200",
            description = "The definition is stored in Kafka",
            content = @Content(schema = @Schema(implementation = AgentReceipt.AgentDeletionReceipt.class)))
    public AgentReceipt.AgentDeletionReceipt delete(
            @RestPath String name,
            @Parameter(
                            description = "Deletes the agent although it has tasks or is a backup; its tasks then wait",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"true", "false"}))
                    @RestQuery
                    @Nullable
                    String force,
            @Parameter(description = IF_MATCH) @RestHeader("If-Match") @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = AuditInfoRequest.class)))
                    byte @Nullable [] body)
            throws InterruptedException {
        var command = definitions.delete(name, ifMatch, isForced(force), AuditInfo.of(body));
        return new AgentReceipt.AgentDeletionReceipt(name, true, command.value());
    }

    private static boolean isForced(@Nullable String force) {
        if (force == null || force.equals("false")) {
            return false;
        }
        if (force.equals("true")) {
            return true;
        }
        throw new ProblemException(Problem.of(
                ProblemType.FILTER_INVALID,
                "force must be true or false. It is %s.".formatted(Excerpt.escaped(force))));
    }

    private RestResponse<AgentReceipt> respond(AgentDefinitionService.AgentChangeResult result) {
        return AgentCreationResource.receipt(
                        RestResponse.Status.OK, result, warnings.of(result.agent(), agents.table()))
                .build();
    }
}
