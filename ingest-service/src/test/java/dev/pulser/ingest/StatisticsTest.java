// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolSpec;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.DatabaseRows;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.StoresProfile;
import dev.pulser.ingest.tools.ToolCatalog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statistics that telemetry-streams has computed. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class StatisticsTest {

    private static final ToolRef COUNT = new ToolRef("counted", "count");

    /** Figures are cached for some seconds. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "test.postgres.superuser")
    String postgres;

    @Inject
    AgentCatalog agents;

    @Inject
    ToolCatalog tools;

    private RawHttpClient wire;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        Agents.announce(agents);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void ended(String company, String status, int count) throws SQLException {
        execute("""
                insert into pulser.task_queue (company, task_id, task_type, priority, assigned_agent, status, payload,
                    created_at, updated_at, completed_at, attempt, seq)
                select '%s', 'tsk_' || md5('%s-%s-' || n), 'testing', 2, 'echo', '%s', '{}', now(), now(), now(), 1, 2
                from generate_series(1, %d) as n
                """.formatted(company, company, status, status, count));
    }

    @Test
    void countsTasksOfTheCallersCompanyByAgent() throws SQLException {
        ended("default", "completed", 3);
        ended("default", "failed", 1);
        ended("other", "completed", 50);

        var echo = await().atMost(FRESH)
                .until(this::echo, row -> row.path("tasks_completed").asInt() > 0);

        assertThat(echo.path("tasks_completed").asInt()).isEqualTo(3);
        assertThat(echo.path("tasks_failed").asInt()).isEqualTo(1);
        assertThat(echo.path("success_percent").asDouble()).isEqualTo(75.0);
        assertThat(echo.path("error_percent").asDouble()).isEqualTo(25.0);
    }

    private JsonNode echo() {
        return wire.get("/api/v1/agents/health").json().path("agents").get(2);
    }

    @Test
    void listsHealthChanges() throws SQLException {
        execute("""
                insert into pulser.agent_health_history (agent, at, state, reason, since, latency_ms) values
                    ('maya', '2026-01-31T12:00:00Z', 'unhealthy', 'no answer', '2026-01-31T12:00:00Z', 12),
                    ('maya', '2026-01-31T12:05:00Z', 'healthy', null, '2026-01-31T12:05:00Z', 3)
                """);

        var changes = wire.get("/api/v1/agents/maya/health/history").json().path("changes");

        assertThat(changes)
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"at\":\"2026-01-31T12:05:00Z\",\"status\":\"healthy\",\"check_milliseconds\":3}",
                        "{\"at\":\"2026-01-31T12:00:00Z\",\"status\":\"unhealthy\",\"reason\":\"no answer\",\"check_milliseconds\":12}");
        assertThat(wire.get("/api/v1/agents/maya/health/history?limit=1").json().path("changes"))
                .hasSize(1);
    }

    @Test
    void countsTheCallsOfATool() throws SQLException {
        offersCount();
        var task = aTask().build();
        new DatabaseRows(postgres).add(task, "completed", 2);
        execute("""
                insert into pulser.tool_call (company, task_id, seq, position, server, tool, started_at, duration_ms,
                    request_bytes, response_bytes, succeeded)
                select 'default', '%s', 2, n, 'counted', 'count', now(), 10 * n, 100, 50, n > 1
                from generate_series(1, 3) as n
                """.formatted(task.id()));

        var figures = await().atMost(FRESH)
                .until(
                        () -> wire.get("/api/v1/tools/counted/count").json().path("statistics"),
                        row -> row.has("calls"));

        assertThat(figures.path("calls").asInt()).isEqualTo(3);
        assertThat(figures.path("failures").asInt()).isEqualTo(1);
        assertThat(figures.path("p50_milliseconds").asInt()).isEqualTo(20);
        assertThat(figures.path("bytes").asInt()).isEqualTo(450);
        assertThat(figures.path("last_call_at").asText()).isNotEmpty();
    }

    @AfterEach
    void removeDefinition() {
        offer(null);
    }

    private void offersCount() {
        offer(new ToolDefinition(
                COUNT,
                new ToolSpec(null, "Counts", "{}", null, ToolHints.NONE),
                "c".repeat(64),
                true,
                "a",
                Instant.EPOCH));
    }

    private void offer(@Nullable ToolDefinition offer) {
        tools.onDefinition(COUNT, offer);
    }
}
