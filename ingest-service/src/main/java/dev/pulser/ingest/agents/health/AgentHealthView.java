// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the overview of health shows it. What is not known is left out.
 *
 * @param status            healthy, degraded, unhealthy or unknown
 * @param lastHeartbeat     when an adapter looked last
 * @param tasksCompleted    of the company that asks; so every figure
 * @param reason            why it is not healthy
 * @param since             when it became so
 * @param hold              why nothing is started though the agent has room: unhealthy, rate-limit or budget
 * @param backup            who takes its tasks while it is unhealthy or disabled
 * @param successPercent    of the last 100 tasks that completed or failed
 * @param errorPercent      of those that ended within the last hour
 * @param response          of the attempts of the last hour
 * @param serviceLevel      what its owner promises
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AgentHealthRow")
public record AgentHealthView(
        String name,
        String status,
        @Nullable Instant lastHeartbeat,
        @Nullable Long tasksCompleted,
        @Nullable Long tasksFailed,
        String role,
        @Nullable String avatar,
        String kind,
        boolean enabled,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Integer running,
        @Nullable Long waiting,
        @Nullable Boolean paused,
        @Nullable String hold,
        @Nullable String backup,
        @Nullable Double successPercent,
        @Nullable Double errorPercent,
        @Nullable Response response,
        @Nullable Level serviceLevel) {

    /** How long attempts took, in milliseconds. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Response(
            @Nullable Long p50Milliseconds,
            @Nullable Long p95Milliseconds,
            @Nullable Long p99Milliseconds) {}

    /**
     * @param breached what is not kept at the moment: completion, response, error; empty where all is
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Level(double completionPercent, double responseSeconds, double errorPercent, List<String> breached) {}
}
