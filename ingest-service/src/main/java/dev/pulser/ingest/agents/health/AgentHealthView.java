// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.status.AgentHealth;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Health of an agent, as all adapters together see it.
 *
 * @param status            healthy, degraded, unhealthy or unknown
 * @param reason            reason why it is not healthy
 * @param since             time of the last change of the status
 * @param checkedAt         time of the last health check
 * @param checkMilliseconds duration of that check
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AgentHealth")
public record AgentHealthView(
        String status,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant checkedAt,
        @Nullable Long checkMilliseconds) {

    public static AgentHealthView of(AgentHealth health) {
        Duration latency = health.latency();
        return new AgentHealthView(
                health.state().wireName(),
                health.reason(),
                health.since(),
                health.checkedAt(),
                latency == null ? null : latency.toMillis());
    }
}
