// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.status.AgentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Agent in the list of agents, without its endpoint.
 *
 * @param lane status of its lane; omitted before the lane has published one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentView(
        String name,
        @JsonUnwrapped Profile profile,
        @JsonUnwrapped Routing routing,
        @JsonUnwrapped Execution execution,
        @JsonUnwrapped @Nullable Lane lane) {

    /** Description of the agent for people. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Profile(
            String role,
            @Nullable Integer hoursPerWeek,
            @Nullable ServiceLevelView serviceLevel) {}

    /**
     * Tasks that are routed to the agent.
     *
     * @param enabled     false routes no new tasks to the agent
     * @param inputSchema JSON Schema 2020-12 of the payloads; omitted when any payload is accepted
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Routing(
            List<String> taskTypes,
            List<String> backups,
            boolean enabled,

            @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable
            String inputSchema) {}

    /**
     * Rules for running attempts.
     *
     * @param capacity       attempts that run at the same time
     * @param timeoutSeconds time limit of one attempt
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Execution(
            String kind, int capacity, double timeoutSeconds, List<String> servers, boolean idempotent) {}

    /**
     * Latest status of a lane.
     *
     * @param running   attempts that are running
     * @param waiting   tasks that wait in the queue
     * @param retrying  tasks that wait for their next attempt
     * @param paused    true while the agent starts no attempts until it is resumed
     * @param countedAt time of the status
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Lane(int running, long waiting, long retrying, boolean paused, Instant countedAt) {

        public static Lane of(AgentStatus lane) {
            return new Lane(
                    lane.load().running(),
                    lane.load().waiting(),
                    lane.load().retrying(),
                    lane.pauses().paused(),
                    lane.at());
        }
    }

    /** Service level that the agent is expected to keep. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ServiceLevelView(double completionPercent, double responseSeconds, double errorPercent) {

        static ServiceLevelView of(ServiceLevel level) {
            return new ServiceLevelView(
                    level.completionPercent(), level.response().toMillis() / 1_000.0, level.errorPercent());
        }
    }

    static AgentView of(AgentDefinition agent, Optional<AgentStatus> status) {
        var profile = agent.profile();
        var level = profile.serviceLevel();
        var schema = agent.inputSchema();
        return new AgentView(
                agent.name().value(),
                new Profile(profile.role(), profile.hoursPerWeek(), level == null ? null : ServiceLevelView.of(level)),
                new Routing(
                        agent.taskTypes().stream().map(TaskType::name).sorted().toList(),
                        agent.backups().stream().map(AgentName::value).toList(),
                        agent.enabled(),
                        schema == null ? null : schema.text()),
                new Execution(
                        agent.kind().wireName(),
                        agent.capacity(),
                        agent.timeout().toMillis() / 1_000.0,
                        agent.servers(),
                        agent.idempotent()),
                status.map(Lane::of).orElse(null));
    }
}
