// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.statistics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.ingest.persistence.PostgresLookup;
import dev.pulser.ingest.taskcache.Lookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Agent and tool statistics in PostgreSQL. Results are cached for {@link #MAX_AGE}, also when PostgreSQL is unavailable, so
 * that frequent polling costs one query per interval. Every method returns within about two seconds and never throws.
 * Thread-safe.
 */
@Singleton
public final class StatisticsRepository {

    static final Duration MAX_AGE = Duration.ofSeconds(5);

    private static final int MAX_COMPANIES = 1_000;

    private final FaultTolerantStatisticsRepository statistics;
    private final Cache<Company, Lookup<Map<AgentName, AgentStatistics>>> agents = cache();
    private final Cache<Company, Lookup<Map<ToolRef, ToolStatistics>>> tools = cache();

    @Inject
    StatisticsRepository(FaultTolerantStatisticsRepository statistics) {
        this.statistics = statistics;
    }

    private static <T> Cache<Company, T> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_COMPANIES)
                .expireAfterWrite(MAX_AGE)
                .build();
    }

    /** Returns the statistics of every agent that has ended a task of this company. */
    public Lookup<Map<AgentName, AgentStatistics>> agents(Company company) {
        return cached(agents, company, each -> PostgresLookup.all(() -> statistics.agents(each)));
    }

    /** Returns the statistics of every tool that was called for a task of this company. */
    public Lookup<Map<ToolRef, ToolStatistics>> tools(Company company) {
        return cached(tools, company, each -> PostgresLookup.all(() -> statistics.tools(each)));
    }

    /** Returns the health changes of an agent, newest first. */
    public Lookup<List<AgentHealthChange>> history(Company company, AgentName agent, int limit) {
        return PostgresLookup.all(() -> statistics.history(company, agent, limit));
    }

    private static <T> T cached(Cache<Company, T> cache, Company company, Function<Company, T> query) {
        return cache.get(company, query);
    }
}
