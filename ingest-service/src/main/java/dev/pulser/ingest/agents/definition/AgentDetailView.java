// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.document.AgentDefinitionWriter;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.Spending;
import dev.pulser.ingest.agents.AgentView;
import dev.pulser.ingest.agents.health.AgentHealthView;
import dev.pulser.ingest.json.UsDollars;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Agent with its definition, lane, health and spending.
 *
 * @param definition  definition in the format of requests
 * @param lane        omitted before the lane has published a status
 * @param blockReason reason why no attempt starts although the agent has capacity: unhealthy, rate-limit or budget; omitted
 *     when there is none
 * @param spending    spending in the current period of its budget: of all companies together, and of the caller's company
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentDetailView(
        @Schema(ref = AgentOpenApiSchemas.DEFINITION) ObjectNode definition,
        AgentView.@Nullable Lane lane,
        AgentHealthView health,
        @Nullable String blockReason,
        List<SpendingView> spending) {

    /**
     * Spending in US dollars.
     *
     * @param company     omitted for the sum of all companies
     * @param reservedUsd amount reserved for running attempts
     * @param limitUsd    omitted when there is no limit
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SpendingView(
            @Nullable String company,
            Instant periodStart,
            BigDecimal spentUsd,
            BigDecimal reservedUsd,
            @Nullable BigDecimal limitUsd) {

        static SpendingView of(Spending spending) {
            var limit = spending.limitMicros();
            return new SpendingView(
                    spending.company() == null ? null : spending.company().name(),
                    spending.periodStart(),
                    UsDollars.of(spending.spentMicros()),
                    UsDollars.of(spending.reservedMicros()),
                    limit == null ? null : UsDollars.of(limit));
        }
    }

    /** Returns the view without the spending of other companies. */
    static AgentDetailView of(AgentDefinition agent, Optional<AgentStatus> status, Company company) {
        return new AgentDetailView(
                AgentDefinitionWriter.write(agent),
                status.map(AgentView.Lane::of).orElse(null),
                AgentHealthView.of(status.map(AgentStatus::health).orElse(AgentHealth.UNKNOWN)),
                status.map(AgentStatus::blockReason).orElse(null),
                status.map(AgentStatus::spending).orElse(List.of()).stream()
                        .filter(each -> each.company() == null || each.company().equals(company))
                        .map(SpendingView::of)
                        .toList());
    }
}
