// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.name.Company;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent's lane as it last counted itself. What is not known, because it has not counted itself yet, is left out.
 *
 * @param capacity  attempts at a time
 * @param enabled   whether the agent takes new tasks
 * @param running   attempts in work
 * @param waiting   tasks that wait for their turn
 * @param retrying  tasks that wait for their next attempt to be due
 * @param paused    whether it starts no attempts of this company until it is resumed
 * @param hold      why nothing is started though the agent has room
 * @param lines     where this company's own tasks wait, most urgent first
 * @param countedAt when that was
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueView(
        String agent,
        int capacity,
        boolean enabled,
        @Nullable Integer running,
        @Nullable Long waiting,
        @Nullable Long retrying,
        @Nullable Boolean paused,
        @Nullable String hold,
        @Nullable List<Line> lines,
        @Nullable Instant countedAt) {

    /** Tasks of one class that wait, first come first served. What was cancelled is counted until its turn comes. */
    public record Line(String priority, long waiting) {}

    /** Shows no line of another company. */
    static QueueView of(AgentDefinition agent, Optional<AgentStatus> status, Company company) {
        var lane = status.orElse(null);
        if (lane == null) {
            return new QueueView(
                    agent.name().value(), agent.capacity(), agent.enabled(), null, null, null, null, null, null, null);
        }
        return new QueueView(
                agent.name().value(),
                agent.capacity(),
                agent.enabled(),
                lane.load().running(),
                lane.load().waiting(),
                lane.load().retrying(),
                lane.pauses().paused() || lane.pauses().companies().contains(company),
                lane.blockReason(),
                lane.queues().stream()
                        .filter(line -> line.company().equals(company))
                        .map(line -> new Line(line.priority().wireName(), line.tail() - line.head()))
                        .toList(),
                lane.at());
    }
}
