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

/** How all agents are. */
@Path("/api/v1/agents/health")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentsHealthResource {

    private final HealthOverview overview;

    AgentsHealthResource(HealthOverview overview) {
        this.overview = overview;
    }

    /** Every agent, in the order of their names; figures are at most five seconds old. */
    @GET
    @Operation(operationId = "get-agents-health", summary = "How every agent is, and its figures")
    @APIResponse(responseCode = "200", description = "Without Postgres the figures are left out")
    public HealthReport get() {
        return overview.of(Company.DEFAULT);
    }
}
