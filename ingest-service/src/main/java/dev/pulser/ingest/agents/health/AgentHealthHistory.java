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

/** Changes of the health of an agent, newest first. */
public record AgentHealthHistory(String agent, List<HealthChangeView> changes) {

    /**
     * Change of the health.
     *
     * @param at                time of the change
     * @param status            status from then on
     * @param checkMilliseconds duration of the health check
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HealthChangeView(
            Instant at,
            String status,
            @Nullable String reason,
            @Nullable Long checkMilliseconds) {

        static HealthChangeView of(AgentHealthChange change) {
            Duration latency = change.latency();
            return new HealthChangeView(
                    change.at(), change.state(), change.reason(), latency == null ? null : latency.toMillis());
        }
    }
}
