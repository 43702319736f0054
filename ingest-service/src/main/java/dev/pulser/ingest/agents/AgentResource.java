// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import dev.pulser.ingest.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The agents. */
@Path("/api/v1/agents")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentResource {

    private final AgentCatalogue catalogue;
    private final LaneStatuses lanes;

    AgentResource(AgentCatalogue catalogue, LaneStatuses lanes) {
        this.catalogue = catalogue;
        this.lanes = lanes;
    }

    /** Every agent, in the order of their names. */
    @GET
    @Operation(operationId = "list-agents", summary = "Every agent and how its lane is, in the order of their names")
    public Agents list() {
        var table = catalogue.agents().orElseThrow(() -> new ProblemException(AgentCatalogue.unknownYet()));
        return new Agents(table.agents().stream()
                .map(agent -> AgentView.of(agent, lanes.of(agent.name())))
                .toList());
    }

    /** The answer of {@link #list}. */
    public record Agents(List<AgentView> agents) {}
}
