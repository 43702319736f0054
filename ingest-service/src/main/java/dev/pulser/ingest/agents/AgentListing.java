// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.Company;
import dev.pulser.ingest.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** List of all agents, and of all queues, ordered by agent name. Thread-safe. */
@Singleton
public final class AgentListing {

    private final AgentCatalog catalog;
    private final LaneStatuses lanes;

    @Inject
    AgentListing(AgentCatalog catalog, LaneStatuses lanes) {
        this.catalog = catalog;
        this.lanes = lanes;
    }

    /** Agents, ordered by name. */
    public record AgentList(List<AgentView> agents) {}

    /** Queues, ordered by agent name. */
    public record QueueList(List<QueueView> queues) {}

    /** @throws ProblemException if the definitions are not loaded yet */
    public AgentList agents() {
        return new AgentList(definitions().stream()
                .map(agent -> AgentView.of(agent, lanes.of(agent.name())))
                .toList());
    }

    /**
     * Returns the queues as {@code company} may see them: without the tasks of other companies.
     *
     * @throws ProblemException if the definitions are not loaded yet
     */
    public QueueList queues(Company company) {
        return new QueueList(definitions().stream()
                .map(agent -> QueueView.of(agent, lanes.of(agent.name()), company))
                .toList());
    }

    private Collection<AgentDefinition> definitions() {
        return catalog.table().agents();
    }
}
