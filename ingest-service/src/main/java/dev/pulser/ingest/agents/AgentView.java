// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.name.AgentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An agent as REST shows it: without its address.
 *
 * @param capacity       attempts at a time
 * @param timeoutSeconds limit of one attempt
 * @param enabled        whether it takes new tasks
 * @param inputSchema    JSON Schema 2020-12 of its payloads; left out where it takes any
 * @param lane           how its lane is; left out before it has counted itself
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentView(
        String name,
        String role,
        String kind,
        List<String> taskTypes,
        int capacity,
        double timeoutSeconds,
        List<String> servers,
        List<String> backups,
        boolean idempotent,
        boolean enabled,
        @Nullable Integer hoursPerWeek,
        @Nullable Promise serviceLevel,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable
        String inputSchema,

        @JsonUnwrapped @Nullable Lane lane) {

    /**
     * A lane as it last counted itself.
     *
     * @param running  attempts in work
     * @param waiting  tasks that wait for their turn
     * @param retrying tasks that wait for their next attempt to be due
     * @param paused   whether the agent starts no attempts until it is resumed
     * @param countedAt when that was
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

    /** What the agent's owner promises. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Promise(double completionPercent, double responseSeconds, double errorPercent) {}

    static AgentView of(AgentDefinition agent, Optional<AgentStatus> status) {
        var level = agent.profile().serviceLevel();
        var schema = agent.inputSchema();
        return new AgentView(
                agent.name().value(),
                agent.profile().role(),
                agent.kind().wireName(),
                agent.taskTypes().stream().map(type -> type.name()).sorted().toList(),
                agent.capacity(),
                agent.timeout().toMillis() / 1_000.0,
                agent.servers(),
                agent.backups().stream().map(AgentName::value).toList(),
                agent.idempotent(),
                agent.enabled(),
                agent.profile().hoursPerWeek(),
                level == null
                        ? null
                        : new Promise(
                                level.completionPercent(), level.response().toMillis() / 1_000.0, level.errorPercent()),
                schema == null ? null : schema.text(),
                status.map(Lane::of).orElse(null));
    }
}
