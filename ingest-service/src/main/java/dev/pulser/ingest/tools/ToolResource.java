// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.company.Company;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The tools of MCP servers. A tool's name may hold slashes; they are written as they are. */
@Path("/api/v1/tools")
@Tag(name = "tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ToolResource {

    private final ToolListing listing;
    private final ToolApprovals approvals;

    ToolResource(ToolListing listing, ToolApprovals approvals) {
        this.listing = listing;
        this.approvals = approvals;
    }

    /** One page. */
    @GET
    @Operation(operationId = "list-tools", summary = "Tools, by server and name, or the best first for what q says")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "What the tool is to do, in words",
            schema = @Schema(type = SchemaType.STRING, maxLength = ToolQuery.MAX_WORDS_CHARS))
    @Parameter(name = "server", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "tool",
            in = ParameterIn.QUERY,
            description = "The exact name",
            schema = @Schema(type = SchemaType.STRING, maxLength = 128))
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Left out: all that are not gone",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"approved", "quarantined", "gone"}))
    @Parameter(
            name = "agent",
            in = ParameterIn.QUERY,
            description = "That this agent may call",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Tools on the page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "next_cursor of the page before, with the same filters",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "A page")
    public ToolPage list(@Context UriInfo uri) {
        return listing.page(Company.DEFAULT, uri.getQueryParameters());
    }

    /** One tool, and what waits for approval. */
    @GET
    @Path("/{server}/{tool:.+}")
    @Operation(operationId = "get-tool", summary = "A tool, and how it differs from what was approved")
    public ToolView.Detail get(@RestPath String server, @RestPath String tool) {
        return listing.detail(Company.DEFAULT, approvals.require(server, tool));
    }

    /** Takes effect within seconds: what waits for the tool goes on. */
    @POST
    @Path("/{server}/{tool:.+}/approve")
    @Operation(operationId = "approve-tool", summary = "Lets the definition of a tool that is offered now be called")
    @APIResponse(responseCode = "200", description = "Kafka has it; the tool as it is now")
    public ToolView approve(
            @RestPath String server,
            @RestPath String tool,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApprovalRequest.class)))
                    byte @Nullable [] body)
            throws InterruptedException {
        return listing.view(Company.DEFAULT, approvals.approve(server, tool, body));
    }

    /** For tools whose names are no paths, such as those with two slashes in a row. */
    @POST
    @Path("/approve")
    @Operation(operationId = "approve-named-tool", summary = "The same for a tool that is named in the body")
    @APIResponse(responseCode = "200", description = "Kafka has it; the tool as it is now")
    public ToolView approve(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ApprovalRequest.Named.class)))
                    byte @Nullable [] body)
            throws InterruptedException {
        return listing.view(Company.DEFAULT, approvals.approve(body));
    }
}
