// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.paging.ListQuery;
import dev.pulser.ingest.persistence.statistics.AgentHealthChange;
import dev.pulser.ingest.persistence.statistics.StatisticsRepository;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.taskcache.Lookup;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** REST resource of the past health of an agent. */
@Path("/api/v1/agents/{name}")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentHealthHistoryResource {

    private final AgentCatalog agents;
    private final StatisticsRepository statistics;

    AgentHealthHistoryResource(AgentCatalog agents, StatisticsRepository statistics) {
        this.agents = agents;
        this.statistics = statistics;
    }

    @GET
    @Path("/health/history")
    @Operation(
            operationId = "get-agent-health-history",
            summary = "Lists the changes of the health of an agent, newest first")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
    public AgentHealthHistory get(@RestPath String name, @Context UriInfo uri) {
        int limit = ListQuery.of(List.of(), Set.of(), uri.getQueryParameters()).limit();
        var agent = agents.require(name).name();
        return switch (statistics.history(Company.DEFAULT, agent, limit)) {
            case Lookup.Found<List<AgentHealthChange>>(var changes) ->
                new AgentHealthHistory(
                        name,
                        changes.stream()
                                .map(AgentHealthHistory.HealthChangeView::of)
                                .toList());
            case Lookup.Absent<List<AgentHealthChange>>() -> new AgentHealthHistory(name, List.of());
            case Lookup.Unavailable<List<AgentHealthChange>>(var reason) ->
                throw new ProblemException(Problem.temporary(
                        ProblemType.STORE_UNAVAILABLE,
                        "The health history cannot be read: %s. Try again later.".formatted(reason),
                        Duration.ofSeconds(1)));
        };
    }
}
