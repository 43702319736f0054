// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.agent;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
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

/** The statements, every value a bind parameter. Inside of a company scope only. */
@Singleton
class FigureQueries {

    private static final String AGENTS = """
            select agent, tasks_completed, tasks_failed, success_share_100, error_share_hour,
                attempt_p50_ms, attempt_p95_ms, attempt_p99_ms
            from pulser.agent_figures
            where company = :company""";

    private static final String HISTORY = """
            select at, state, reason, latency_ms
            from pulser.agent_health_history
            where agent = :agent
            order by at desc
            limit :limit""";

    private static final String TOOLS = """
            select server, tool, calls, failures, p50_ms, p95_ms, request_bytes + response_bytes as bytes, last_call
            from pulser.tool_figures
            where company = :company""";

    private final Session session;

    @Inject
    FigureQueries(Session session) {
        this.session = session;
    }

    Map<AgentName, AgentFigures> agents(Company company) {
        var rows = session.createNativeQuery(AGENTS, Tuple.class)
                .setParameter("company", company.name())
                .getResultList();
        var figures = new HashMap<AgentName, AgentFigures>();
        for (var row : rows) {
            figures.put(
                    new AgentName(row.get("agent", String.class)),
                    new AgentFigures(
                            number(row, "tasks_completed"),
                            number(row, "tasks_failed"),
                            share(row, "success_share_100"),
                            share(row, "error_share_hour"),
                            millis(row, "attempt_p50_ms"),
                            millis(row, "attempt_p95_ms"),
                            millis(row, "attempt_p99_ms")));
        }
        return figures;
    }

    /** Newest first. */
    List<HealthChange> history(AgentName agent, int limit) {
        return session
                .createNativeQuery(HISTORY, Tuple.class)
                .setParameter("agent", agent.value())
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(row -> new HealthChange(
                        row.get("at", Instant.class),
                        row.get("state", String.class),
                        row.get("reason", String.class),
                        millis(row, "latency_ms")))
                .toList();
    }

    Map<ToolRef, ToolFigures> tools(Company company) {
        var rows = session.createNativeQuery(TOOLS, Tuple.class)
                .setParameter("company", company.name())
                .getResultList();
        var figures = new HashMap<ToolRef, ToolFigures>();
        for (var row : rows) {
            figures.put(
                    new ToolRef(row.get("server", String.class), row.get("tool", String.class)),
                    new ToolFigures(
                            number(row, "calls"),
                            number(row, "failures"),
                            millis(row, "p50_ms"),
                            millis(row, "p95_ms"),
                            number(row, "bytes"),
                            row.get("last_call", Instant.class)));
        }
        return figures;
    }

    private static long number(Tuple row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    private static @Nullable Double share(Tuple row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : null;
    }

    private static @Nullable Duration millis(Tuple row, String column) {
        return row.get(column) instanceof Number number ? Duration.ofMillis(Math.round(number.doubleValue())) : null;
    }
}
