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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Pauses and resumes agents. While paused nothing starts; what runs goes on, and deadlines still end what waits. */
@Path("/api/v1/agents/{name}")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentPauseResource {

    private final Pauses pauses;

    AgentPauseResource(Pauses pauses) {
        this.pauses = pauses;
    }

    /** For every company. */
    @POST
    @Path("/pause")
    @Operation(operationId = "pause-agent", summary = "Lets an agent start no more attempts until it is resumed")
    @APIResponse(
            responseCode = "202",
            description = "Kafka has the command",
            content = @Content(schema = @Schema(implementation = PauseReceipt.class)))
    public RestResponse<PauseReceipt> pause(
            @RestPath String name,
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedRequest.class)))
                    byte @Nullable [] body) {
        return RestResponse.ResponseBuilder.accepted(pauses.agent(Company.DEFAULT, name, true, Asked.of(body)))
                .build();
    }

    /** For every company; a company that is paused itself stays so. */
    @POST
    @Path("/resume")
    @Operation(operationId = "resume-agent", summary = "Lets an agent start attempts again")
    @APIResponse(
            responseCode = "202",
            description = "Kafka has the command",
            content = @Content(schema = @Schema(implementation = PauseReceipt.class)))
    public RestResponse<PauseReceipt> resume(
            @RestPath String name,
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedRequest.class)))
                    byte @Nullable [] body) {
        return RestResponse.ResponseBuilder.accepted(pauses.agent(Company.DEFAULT, name, false, Asked.of(body)))
                .build();
    }
}
