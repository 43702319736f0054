// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Queue of an agent in the list of queues.
 *
 * @param capacity attempts that run at the same time
 * @param enabled  true when the agent takes new tasks
 * @param load     omitted before the lane has published a status
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueView(
        String agent,
        int capacity,
        boolean enabled,
        @JsonUnwrapped @Nullable Load load) {

    /**
     * Latest status of the agent's lane.
     *
     * @param running     attempts that are running
     * @param waiting     tasks that wait in the queue
     * @param retrying    tasks that wait for their next attempt
     * @param paused      true while no attempts of this company start until they are resumed
     * @param blockReason reason why no attempt starts although the agent has capacity; omitted when there is none
     * @param priorities  waiting tasks of this company, most urgent first
     * @param countedAt   time of the status
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Load(
            int running,
            long waiting,
            long retrying,
            boolean paused,
            @Nullable String blockReason,
            List<PriorityQueueView> priorities,
            Instant countedAt) {

        static Load of(AgentStatus status, Company company) {
            return new Load(
                    status.load().running(),
                    status.load().waiting(),
                    status.load().retrying(),
                    status.pauses().paused() || status.pauses().companies().contains(company),
                    status.blockReason(),
                    status.queues().stream()
                            .filter(queue -> queue.company().equals(company))
                            .map(queue ->
                                    new PriorityQueueView(queue.priority().wireName(), queue.tail() - queue.head()))
                            .toList(),
                    status.at());
        }
    }

    /** Waiting tasks of one priority, first in, first out. Canceled tasks count until they reach the head. */
    public record PriorityQueueView(String priority, long waiting) {}

    /** Returns the queue without the tasks of other companies. */
    static QueueView of(AgentDefinition agent, Optional<AgentStatus> status, Company company) {
        return new QueueView(
                agent.name().value(),
                agent.capacity(),
                agent.enabled(),
                status.map(lane -> Load.of(lane, company)).orElse(null));
    }
}
