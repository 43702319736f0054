// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.ingest.persistence.statistics.AgentHealthChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an agent was: every change, newest first. */
public record HealthHistory(String agent, List<Change> changes) {

    /**
     * @param at                when its lane said so
     * @param status            what it was from then on
     * @param checkMilliseconds of the check that found it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            Instant at,
            String status,
            @Nullable String reason,
            @Nullable Long checkMilliseconds) {

        static Change of(AgentHealthChange change) {
            Duration latency = change.latency();
            return new Change(
                    change.at(), change.state(), change.reason(), latency == null ? null : latency.toMillis());
        }
    }
}
