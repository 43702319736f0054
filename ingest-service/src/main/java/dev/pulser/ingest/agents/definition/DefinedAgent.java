// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import dev.pulser.contract.status.Spending;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.agent.text.AgentWriter;
import dev.pulser.contract.name.Company;
import dev.pulser.ingest.agents.AgentView;
import dev.pulser.ingest.agents.health.HealthView;
import dev.pulser.ingest.json.UsDollars;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An agent with everything that is known of it. What is not known, or not the case, is left out.
 *
 * @param definition as it may be written again
 * @param lane       how its lane is
 * @param hold       why nothing is started though the agent has room: unhealthy, rate-limit or budget
 * @param spending   in the running period of its budget: of all companies, and of the one that asks
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DefinedAgent(
        @Schema(implementation = AgentDocument.class) ObjectNode definition,
        AgentView.@Nullable Lane lane,
        HealthView health,
        @Nullable String hold,
        List<Spent> spending) {

    /**
     * Money, in US dollars.
     *
     * @param company     left out for all together
     * @param reservedUsd set aside for attempts in work
     * @param limitUsd    left out where there is none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spent(
            @Nullable String company,
            Instant periodStart,
            BigDecimal spentUsd,
            BigDecimal reservedUsd,
            @Nullable BigDecimal limitUsd) {

        static Spent of(Spending spending) {
            var limit = spending.limitMicros();
            return new Spent(
                    spending.company() == null ? null : spending.company().name(),
                    spending.periodStart(),
                    UsDollars.of(spending.spentMicros()),
                    UsDollars.of(spending.reservedMicros()),
                    limit == null ? null : UsDollars.of(limit));
        }
    }

    /** Shows what no other company has spent. */
    static DefinedAgent of(AgentDefinition agent, Optional<AgentStatus> status, Company company) {
        return new DefinedAgent(
                AgentWriter.write(agent),
                status.map(AgentView.Lane::of).orElse(null),
                HealthView.of(status.map(AgentStatus::health).orElse(AgentHealth.UNKNOWN)),
                status.map(AgentStatus::blockReason).orElse(null),
                status.map(AgentStatus::spending).orElse(List.of()).stream()
                        .filter(each -> each.company() == null || each.company().equals(company))
                        .map(Spent::of)
                        .toList());
    }
}
