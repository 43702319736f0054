// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.pause;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.AuditInfoRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * REST resource that pauses and resumes agents. While an agent is paused, no attempt starts; running attempts continue
 * and deadlines still apply.
 */
@Path("/api/v1/agents/{name}")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentPauseResource {

    private final PauseCommands commands;

    AgentPauseResource(PauseCommands commands) {
        this.commands = commands;
    }

    /** Pauses an agent for all companies. */
    @POST
    @Path("/pause")
    @Operation(operationId = "pause-agent", summary = "Pauses an agent: no attempt starts until it is resumed")
    @APIResponse(
            responseCode = "202",
            description = "The command is stored in Kafka",
            content = @Content(schema = @Schema(implementation = PauseReceipt.class)))
    public RestResponse<PauseReceipt> pause(
            @RestPath String name,
            @RequestBody(content = @Content(schema = @Schema(implementation = AuditInfoRequest.class)))
                    byte @Nullable [] body) {
        return RestResponse.ResponseBuilder.accepted(commands.agent(Company.DEFAULT, name, true, AuditInfo.of(body)))
                .build();
    }

    /** Resumes an agent for all companies. A paused company stays paused. */
    @POST
    @Path("/resume")
    @Operation(operationId = "resume-agent", summary = "Resumes an agent")
    @APIResponse(
            responseCode = "202",
            description = "The command is stored in Kafka",
            content = @Content(schema = @Schema(implementation = PauseReceipt.class)))
    public RestResponse<PauseReceipt> resume(
            @RestPath String name,
            @RequestBody(content = @Content(schema = @Schema(implementation = AuditInfoRequest.class)))
                    byte @Nullable [] body) {
        return RestResponse.ResponseBuilder.accepted(commands.agent(Company.DEFAULT, name, false, AuditInfo.of(body)))
                .build();
    }
}
