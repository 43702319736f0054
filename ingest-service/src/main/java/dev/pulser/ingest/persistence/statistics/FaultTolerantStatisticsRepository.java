// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.statistics;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.ingest.persistence.CompanyScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Statistics rows in a company scope with a timeout of two seconds, a bulkhead and a circuit breaker. */
@Singleton
@Timeout(2_000)
@Bulkhead(8)
@CircuitBreaker(requestVolumeThreshold = 6, failureRatio = 0.6, delay = 2_000, successThreshold = 1)
class FaultTolerantStatisticsRepository {

    private final CompanyScope scope;
    private final StatisticsRowRepository rows;

    @Inject
    FaultTolerantStatisticsRepository(CompanyScope scope, StatisticsRowRepository rows) {
        this.scope = scope;
        this.rows = rows;
    }

    Map<AgentName, AgentStatistics> agents(Company company) {
        return scope.read(company, () -> rows.agents(company));
    }

    List<AgentHealthChange> history(Company company, AgentName agent, int limit) {
        return scope.read(company, () -> rows.history(agent, limit));
    }

    Map<ToolRef, ToolStatistics> tools(Company company) {
        return scope.read(company, () -> rows.tools(company));
    }
}
