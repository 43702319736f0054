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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** REST resource that pauses and resumes a company on all agents, see {@link AgentPauseResource}. */
@Path("/api/v1/company")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CompanyPauseResource {

    private final PauseCommands commands;

    CompanyPauseResource(PauseCommands commands) {
        this.commands = commands;
    }

    /** Pauses the company on every agent. */
    @POST
    @Path("/pause")
    @Operation(
            operationId = "pause-company",
            summary = "Pauses the company: none of its tasks starts until it is resumed")
    @APIResponse(
            responseCode = "202",
            description = "The command is stored in Kafka",
            content = @Content(schema = @Schema(implementation = PauseReceipt.class)))
    public RestResponse<PauseReceipt> pause(
            @RequestBody(content = @Content(schema = @Schema(implementation = AuditInfoRequest.class)))
                    byte @Nullable [] body) {
        return RestResponse.ResponseBuilder.accepted(commands.company(Company.DEFAULT, true, AuditInfo.of(body)))
                .build();
    }

    /** Resumes the company on every agent. A paused agent stays paused. */
    @POST
    @Path("/resume")
    @Operation(operationId = "resume-company", summary = "Resumes the company")
    @APIResponse(
            responseCode = "202",
            description = "The command is stored in Kafka",
            content = @Content(schema = @Schema(implementation = PauseReceipt.class)))
    public RestResponse<PauseReceipt> resume(
            @RequestBody(content = @Content(schema = @Schema(implementation = AuditInfoRequest.class)))
                    byte @Nullable [] body) {
        return RestResponse.ResponseBuilder.accepted(commands.company(Company.DEFAULT, false, AuditInfo.of(body)))
                .build();
    }
}
