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

/** What would miss an agent that is taken away. Safe from any thread. */
@Singleton
final class AgentUse {

    private final LaneStatuses lanes;

    @Inject
    AgentUse(LaneStatuses lanes) {
        this.lanes = lanes;
    }

    /**
     * @param forced whether tasks and other agents may miss it; that there is no agent at all is never allowed
     * @throws ProblemException that says what uses it
     */
    void requireUnused(AgentName agent, AgentTable table, boolean forced) {
        if (table.agents().size() == 1) {
            throw new ProblemException(Problem.of(
                    ProblemType.AGENT_IN_USE,
                    "agent %s is the only one, and Pulser needs one; define another first".formatted(agent)));
        }
        if (forced) {
            return;
        }
        if (!lanes.isLoaded()) {
            throw new ProblemException(AgentCatalog.notLoaded());
        }
        var uses = new ArrayList<String>();
        lanes.of(agent)
                .filter(lane -> lane.load().running() + lane.load().waiting() + lane.load().retrying() > 0)
                .ifPresent(lane -> uses.add("has %d running and %d waiting tasks"
                        .formatted(lane.load().running(), lane.load().waiting() + lane.load().retrying())));
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
                    "agent %s %s; disable it and wait, or delete it with ?force=true: its tasks then wait until there is an"
                                    .formatted(agent, String.join(" and ", uses))
                            + " agent of this name again"));
        }
    }
}
