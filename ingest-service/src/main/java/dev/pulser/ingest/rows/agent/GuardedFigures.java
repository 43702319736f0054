// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.agent;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.ingest.company.CompanyScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Reads in a company's scope, within two seconds; after a row of failures Postgres is left alone for two. */
@Singleton
@Timeout(2_000)
@Bulkhead(8)
@CircuitBreaker(requestVolumeThreshold = 6, failureRatio = 0.6, delay = 2_000, successThreshold = 1)
class GuardedFigures {

    private final CompanyScope scope;
    private final FigureQueries queries;

    @Inject
    GuardedFigures(CompanyScope scope, FigureQueries queries) {
        this.scope = scope;
        this.queries = queries;
    }

    Map<AgentName, AgentFigures> agents(Company company) {
        return scope.read(company, () -> queries.agents(company));
    }

    List<HealthChange> history(Company company, AgentName agent, int limit) {
        return scope.read(company, () -> queries.history(agent, limit));
    }

    Map<ToolRef, ToolFigures> tools(Company company) {
        return scope.read(company, () -> queries.tools(company));
    }
}
