// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Check that an agent is not in use before it is deleted. Thread-safe. */
@Singleton
final class AgentUsageCheck {

    private final LaneStatuses lanes;

    @Inject
    AgentUsageCheck(LaneStatuses lanes) {
        this.lanes = lanes;
    }

    /**
     * Rejects the deletion of an agent that has tasks or is a backup, and always that of the last agent.
     *
     * @param forced true to delete it although it has tasks or is a backup
     * @throws ProblemException if the agent is in use
     */
    void requireUnused(AgentName agent, AgentTable table, boolean forced) {
        if (table.agents().size() == 1) {
            throw new ProblemException(Problem.of(
                    ProblemType.AGENT_IN_USE,
                    "Agent %s is the only agent, and Pulser needs at least one. Create another agent first."
                            .formatted(agent)));
        }
        if (forced) {
            return;
        }
        if (!lanes.isLoaded()) {
            throw new ProblemException(AgentCatalog.notLoaded());
        }
        var uses = new ArrayList<String>();
        lanes.of(agent)
                .filter(lane -> lane.load().running()
                                + lane.load().waiting()
                                + lane.load().retrying()
                        > 0)
                .ifPresent(lane -> uses.add("has %d running and %d waiting tasks"
                        .formatted(
                                lane.load().running(),
                                lane.load().waiting() + lane.load().retrying())));
        var dependants = table.agents().stream()
                .filter(each -> each.backups().contains(agent))
                .map(each -> each.name().value())
                .collect(Collectors.joining(", "));
        if (!dependants.isEmpty()) {
            uses.add("is a backup of " + dependants);
        }
        if (!uses.isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemType.AGENT_IN_USE,
                    "Agent %s %s. Disable it and wait until its tasks have ended, or delete it with ?force=true; its tasks then wait until an agent with this name is created again."
                            .formatted(agent, String.join(" and ", uses))));
        }
    }
}
