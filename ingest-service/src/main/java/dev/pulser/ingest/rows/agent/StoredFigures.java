// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.agent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.rows.PostgresAnswers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Figures in Postgres. They are to look at: at most {@link #AGE} old, so that a board that asks each second costs one query in
 * five, and the same whether Postgres answers or not. Answers within about two seconds. Safe from any thread.
 */
@Singleton
public final class StoredFigures {

    static final Duration AGE = Duration.ofSeconds(5);

    private static final int MAX_COMPANIES = 1_000;

    private final GuardedFigures figures;
    private final Cache<Company, Lookup<Map<AgentName, AgentFigures>>> agents = recent();
    private final Cache<Company, Lookup<Map<ToolRef, ToolFigures>>> tools = recent();

    @Inject
    StoredFigures(GuardedFigures figures) {
        this.figures = figures;
    }

    private static <T> Cache<Company, T> recent() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_COMPANIES)
                .expireAfterWrite(AGE)
                .build();
    }

    /** Of every agent that has ended a task of this company. */
    public Lookup<Map<AgentName, AgentFigures>> agents(Company company) {
        return remembered(agents, company, each -> PostgresAnswers.all(() -> figures.agents(each)));
    }

    /** Of every tool that was called for a task of this company. */
    public Lookup<Map<ToolRef, ToolFigures>> tools(Company company) {
        return remembered(tools, company, each -> PostgresAnswers.all(() -> figures.tools(each)));
    }

    /** Newest first. */
    public Lookup<List<HealthChange>> history(Company company, AgentName agent, int limit) {
        return PostgresAnswers.all(() -> figures.history(company, agent, limit));
    }

    private static <T> T remembered(Cache<Company, T> cache, Company company, Function<Company, T> asking) {
        return cache.get(company, asking);
    }
}
