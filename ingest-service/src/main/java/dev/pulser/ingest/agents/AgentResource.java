// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST resource of the list of agents. */
@Path("/api/v1/agents")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentResource {

    private final AgentListing listing;

    AgentResource(AgentListing listing) {
        this.listing = listing;
    }

    @GET
    @Operation(
            operationId = "list-agents",
            summary = "Lists all agents with the status of their lanes, ordered by name")
    public AgentListing.AgentList list() {
        return listing.agents();
    }
}
