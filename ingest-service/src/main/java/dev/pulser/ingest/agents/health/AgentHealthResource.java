// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import dev.pulser.contract.name.Company;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST resource of the health of all agents. */
@Path("/api/v1/agents/health")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentHealthResource {

    private final AgentHealthOverview overview;

    AgentHealthResource(AgentHealthOverview overview) {
        this.overview = overview;
    }

    /** Returns all agents, ordered by name. Figures are at most five seconds old. */
    @GET
    @Operation(operationId = "get-agents-health", summary = "Returns the health and the figures of all agents")
    @APIResponse(responseCode = "200", description = "The agents; figures are omitted while PostgreSQL is unavailable")
    public AgentHealthList get() {
        return overview.of(Company.DEFAULT);
    }
}
