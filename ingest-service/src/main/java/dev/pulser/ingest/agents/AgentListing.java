// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.Company;
import dev.pulser.ingest.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Every agent, and every queue, in the order of the agents' names. Safe from any thread. */
@Singleton
public final class AgentListing {

    private final AgentCatalog catalogue;
    private final LaneStatuses lanes;

    @Inject
    AgentListing(AgentCatalog catalogue, LaneStatuses lanes) {
        this.catalogue = catalogue;
        this.lanes = lanes;
    }

    /** What {@link #agents} answers. */
    public record Agents(List<AgentView> agents) {}

    /** What {@link #queues} answers. */
    public record Queues(List<QueueView> queues) {}

    /** @throws ProblemException while nobody knows the agents */
    public Agents agents() {
        return new Agents(known().stream()
                .map(agent -> AgentView.of(agent, lanes.of(agent.name())))
                .toList());
    }

    /**
     * How the agents' lanes are, as {@code company} may see it.
     *
     * @throws ProblemException while nobody knows the agents
     */
    public Queues queues(Company company) {
        return new Queues(known().stream()
                .map(agent -> QueueView.of(agent, lanes.of(agent.name()), company))
                .toList());
    }

    private Collection<AgentDefinition> known() {
        return catalogue.table().agents();
    }
}
