// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.statistics;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.tool.ToolRef;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Queries on agent and tool statistics. Must run inside a company scope. */
@Singleton
class StatisticsRowRepository {

    private static final String AGENTS = """
            select agent, tasks_completed, tasks_failed, success_ratio_100, error_ratio_1h,
                attempt_p50_ms, attempt_p95_ms, attempt_p99_ms
            from pulser.agent_statistics
            where company = :company""";

    private static final String HISTORY = """
            select at, state, reason, latency_ms
            from pulser.agent_health_history
            where agent = :agent
            order by at desc
            limit :limit""";

    private static final String TOOLS = """
            select server, tool, calls, failures, p50_ms, p95_ms, request_bytes + response_bytes as bytes, last_call_at
            from pulser.tool_statistics
            where company = :company""";

    private final Session session;

    @Inject
    StatisticsRowRepository(Session session) {
        this.session = session;
    }

    Map<AgentName, AgentStatistics> agents(Company company) {
        var rows = session.createNativeQuery(AGENTS, Tuple.class)
                .setParameter("company", company.name())
                .getResultList();
        var statistics = new HashMap<AgentName, AgentStatistics>();
        for (var row : rows) {
            statistics.put(
                    new AgentName(row.get("agent", String.class)),
                    new AgentStatistics(
                            number(row, "tasks_completed"),
                            number(row, "tasks_failed"),
                            ratio(row, "success_ratio_100"),
                            ratio(row, "error_ratio_1h"),
                            millis(row, "attempt_p50_ms"),
                            millis(row, "attempt_p95_ms"),
                            millis(row, "attempt_p99_ms")));
        }
        return statistics;
    }

    /** Returns the health changes of an agent, newest first. */
    List<AgentHealthChange> history(AgentName agent, int limit) {
        return session
                .createNativeQuery(HISTORY, Tuple.class)
                .setParameter("agent", agent.value())
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(row -> new AgentHealthChange(
                        row.get("at", Instant.class),
                        row.get("state", String.class),
                        row.get("reason", String.class),
                        millis(row, "latency_ms")))
                .toList();
    }

    Map<ToolRef, ToolStatistics> tools(Company company) {
        var rows = session.createNativeQuery(TOOLS, Tuple.class)
                .setParameter("company", company.name())
                .getResultList();
        var statistics = new HashMap<ToolRef, ToolStatistics>();
        for (var row : rows) {
            statistics.put(
                    new ToolRef(row.get("server", String.class), row.get("tool", String.class)),
                    new ToolStatistics(
                            number(row, "calls"),
                            number(row, "failures"),
                            millis(row, "p50_ms"),
                            millis(row, "p95_ms"),
                            number(row, "bytes"),
                            row.get("last_call_at", Instant.class)));
        }
        return statistics;
    }

    private static long number(Tuple row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    private static @Nullable Double ratio(Tuple row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : null;
    }

    private static @Nullable Duration millis(Tuple row, String column) {
        return row.get(column) instanceof Number number ? Duration.ofMillis(Math.round(number.doubleValue())) : null;
    }
}
