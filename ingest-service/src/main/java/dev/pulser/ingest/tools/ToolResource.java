// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.name.Company;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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
import org.jspecify.annotations.Nullable;

/** REST resource of tools of MCP servers. Slashes in tool names are written unencoded. */
@Path("/api/v1/tools")
@Tag(name = "tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ToolResource {

    private final ToolCatalogListing listing;
    private final ToolApprover approver;

    ToolResource(ToolCatalogListing listing, ToolApprover approver) {
        this.listing = listing;
        this.approver = approver;
    }

    /** Returns one page of tools. */
    @GET
    @Operation(operationId = "list-tools", summary = "Lists tools by server and name, or by relevance for q")
    @APIResponse(responseCode = "200", description = "A page of tools")
    public ToolCatalogListing.Page list(@BeanParam ToolListParameters parameters) {
        return listing.page(Company.DEFAULT, parameters.values());
    }

    /** Returns one tool and its pending definition. */
    @GET
    @Path("/{server}/{tool:.+}")
    @Operation(operationId = "get-tool", summary = "Returns a tool and the differences from its approved definition")
    public CatalogToolView.Detail get(@RestPath String server, @RestPath String tool) {
        return listing.detail(Company.DEFAULT, approver.require(server, tool));
    }

    /** Approves the current definition of a tool. Waiting tasks that need it continue within seconds. */
    @POST
    @Path("/{server}/{tool:.+}/approve")
    @Operation(operationId = "approve-tool", summary = "Approves the current definition of a tool")
    @APIResponse(responseCode = "200", description = "Approved; the tool")
    public CatalogToolView approve(
            @RestPath String server,
            @RestPath String tool,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ToolApprovalRequest.class)))
                    byte @Nullable [] body)
            throws InterruptedException {
        return listing.view(Company.DEFAULT, approver.approve(server, tool, body));
    }

    /**
     * Approves a tool named in the body, for names that cannot be part of a path, such as those with consecutive
     * slashes.
     */
    @POST
    @Path("/approve")
    @Operation(
            operationId = "approve-named-tool",
            summary = "Approves the current definition of a tool named in the body")
    @APIResponse(responseCode = "200", description = "Approved; the tool")
    public CatalogToolView approve(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ToolApprovalRequest.Named.class)))
                    byte @Nullable [] body)
            throws InterruptedException {
        return listing.view(Company.DEFAULT, approver.approve(body));
    }
}
