// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.agents.change.DefinitionChanges;
import dev.pulser.ingest.agents.change.DefinitionTag;
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

/** One agent: shown, replaced, changed, taken away. What is answered can be read at once from the same instance. */
@Path("/api/v1/agents/{name}")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DefinitionResource {

    private static final String IF_MATCH = "ETag of the definition that is meant; with another one nothing is changed";

    private final AgentCatalog agents;
    private final LaneStatuses lanes;
    private final DefinitionChanges changes;
    private final DefinitionWarnings warnings;

    DefinitionResource(
            AgentCatalog agents, LaneStatuses lanes, DefinitionChanges changes, DefinitionWarnings warnings) {
        this.agents = agents;
        this.lanes = lanes;
        this.changes = changes;
        this.warnings = warnings;
    }

    /** The definition, and how the agent is. */
    @GET
    @Operation(operationId = "get-agent", summary = "An agent: its definition, lane, health and spending")
    @APIResponse(responseCode = "200", description = "The agent; ETag is that of its definition")
    public RestResponse<DefinedAgent> get(@RestPath String name) {
        var agent = agents.require(name);
        return RestResponse.ResponseBuilder.ok(DefinedAgent.of(agent, lanes.of(agent.name()), Company.DEFAULT))
                .header("ETag", DefinitionTag.of(agent).value())
                .header("Cache-Control", "no-store")
                .build();
    }

    /** What the body leaves out is as if it had never been set. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replace-agent", summary = "Replaces the definition of an agent")
    @APIResponse(
            responseCode = "200",
            description = "Kafka has it",
            content = @Content(schema = @Schema(implementation = AgentReceipt.class)))
    public RestResponse<AgentReceipt> replace(
            @RestPath String name,
            @Parameter(description = IF_MATCH) @RestHeader("If-Match") @Nullable String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AgentDocument.class)))
                    byte @Nullable [] body)
            throws InterruptedException {
        return answer(changes.replace(name, ifMatch, body));
    }

    /** JSON Merge Patch (RFC 7396): what is named is changed, what is null is taken out, the rest stays. */
    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(operationId = "change-agent", summary = "Changes parts of the definition of an agent (RFC 7396)")
    @APIResponse(
            responseCode = "200",
            description = "Kafka has it",
            content = @Content(schema = @Schema(implementation = AgentReceipt.class)))
    public RestResponse<AgentReceipt> change(
            @RestPath String name,
            @Parameter(description = IF_MATCH) @RestHeader("If-Match") @Nullable String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AgentDocument.class)))
                    byte @Nullable [] body)
            throws InterruptedException {
        return answer(changes.patch(name, ifMatch, body));
    }

    /** Refused while it has tasks, or is another agent's backup, unless forced. */
    @DELETE
    @Operation(operationId = "delete-agent", summary = "Takes an agent away")
    @APIResponse(
            responseCode = "200",
            description = "Kafka has it",
            content = @Content(schema = @Schema(implementation = AgentReceipt.Deleted.class)))
    public AgentReceipt.Deleted delete(
            @RestPath String name,
            @Parameter(
                            description = "Also while it has tasks or is a backup; its tasks then wait",
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
        var command = changes.delete(name, ifMatch, isForced(force), AuditInfo.of(body));
        return new AgentReceipt.Deleted(name, true, command.value());
    }

    private static boolean isForced(@Nullable String force) {
        if (force == null || force.equals("false")) {
            return false;
        }
        if (force.equals("true")) {
            return true;
        }
        throw new ProblemException(Problem.of(
                ProblemType.FILTER_INVALID, "force is %s, it must be true or false".formatted(Excerpt.escaped(force))));
    }

    private RestResponse<AgentReceipt> answer(DefinitionChanges.Made made) {
        return NewAgentResource.receipt(RestResponse.Status.OK, made, warnings.of(made.agent(), agents.table()))
                .build();
    }
}
