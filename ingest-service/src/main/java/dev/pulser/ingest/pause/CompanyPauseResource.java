// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.pause;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.AskedRequest;
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

/** Pauses and resumes a company on all agents, see {@link AgentPauseResource}. */
@Path("/api/v1/company")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CompanyPauseResource {

    private final Pauses pauses;

    CompanyPauseResource(Pauses pauses) {
        this.pauses = pauses;
    }

    /** On every agent. */
    @POST
    @Path("/pause")
    @Operation(operationId = "pause-company", summary = "Lets no more attempts at the company's tasks start")
    @APIResponse(
            responseCode = "202",
            description = "Kafka has the command",
            content = @Content(schema = @Schema(implementation = PauseReceipt.class)))
    public RestResponse<PauseReceipt> pause(
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedRequest.class)))
                    byte @Nullable [] body) {
        return RestResponse.ResponseBuilder.accepted(pauses.company(Company.DEFAULT, true, Asked.of(body)))
                .build();
    }

    /** On every agent; one that is paused itself stays so. */
    @POST
    @Path("/resume")
    @Operation(operationId = "resume-company", summary = "Lets attempts at the company's tasks start again")
    @APIResponse(
            responseCode = "202",
            description = "Kafka has the command",
            content = @Content(schema = @Schema(implementation = PauseReceipt.class)))
    public RestResponse<PauseReceipt> resume(
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedRequest.class)))
                    byte @Nullable [] body) {
        return RestResponse.ResponseBuilder.accepted(pauses.company(Company.DEFAULT, false, Asked.of(body)))
                .build();
    }
}
