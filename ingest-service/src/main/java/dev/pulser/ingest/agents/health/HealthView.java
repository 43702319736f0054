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
 * How an agent is, as all adapters together find it.
 *
 * @param status            healthy, degraded, unhealthy or unknown
 * @param reason            why it is not healthy
 * @param since             when it became so
 * @param checkedAt         when an adapter looked last
 * @param checkMilliseconds how long that took
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AgentHealth")
public record HealthView(
        String status,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant checkedAt,
        @Nullable Long checkMilliseconds) {

    public static HealthView of(AgentHealth health) {
        Duration latency = health.latency();
        return new HealthView(
                health.state().wireName(),
                health.reason(),
                health.since(),
                health.checkedAt(),
                latency == null ? null : latency.toMillis());
    }
}
