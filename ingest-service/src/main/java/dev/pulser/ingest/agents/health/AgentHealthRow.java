// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Agent in the overview of health. Unknown values are omitted.
 *
 * @param backup agent that takes over its tasks while it is unhealthy or disabled
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentHealthRow(
        @JsonUnwrapped Agent agent,
        @JsonUnwrapped Health health,
        @JsonUnwrapped @Nullable Load load,
        @JsonUnwrapped @Nullable Figures figures,
        @Nullable ServiceLevelStatus serviceLevel,
        @Nullable String backup) {

    /** Name and description of the agent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Agent(String name, String role, @Nullable String avatar, String kind, boolean enabled) {}

    /**
     * Health as all adapters together see it.
     *
     * @param status        healthy, degraded, unhealthy or unknown
     * @param lastHeartbeat time of the last health check
     * @param reason        reason why the agent is not healthy
     * @param since         time of the last change of the status
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Health(
            String status,
            @Nullable Instant lastHeartbeat,
            @Nullable String reason,
            @Nullable Instant since) {}

    /**
     * Latest status of the agent's lane.
     *
     * @param waiting     tasks that wait in the queue or for their next attempt
     * @param blockReason reason why no attempt starts although the agent has capacity: unhealthy, rate-limit or budget
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Load(
            int running,
            long waiting,
            boolean paused,
            @Nullable String blockReason) {}

    /**
     * Figures of the caller's company.
     *
     * @param successPercent completed share of the last 100 tasks that completed or failed
     * @param errorPercent   failed share of the attempts that ended in the last hour
     * @param response       duration of the attempts of the last hour
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figures(
            long tasksCompleted,
            long tasksFailed,
            @Nullable Double successPercent,
            @Nullable Double errorPercent,
            @Nullable ResponseTimes response) {}

    /** Percentiles of the duration of attempts, in milliseconds. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResponseTimes(
            @Nullable Long p50Milliseconds,
            @Nullable Long p95Milliseconds,
            @Nullable Long p99Milliseconds) {}

    /**
     * Service level that the agent is expected to keep.
     *
     * @param breached values that are breached now: completion, response, error; empty when there are none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ServiceLevelStatus(
            double completionPercent, double responseSeconds, double errorPercent, List<String> breached) {}
}
