// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.api.PulserClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentChecksTest {

    private static final String HEALTH = "GET /api/v1/agents/health";

    private FakePulser pulser;
    private DeploymentChecks checks;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start();
        checks = new DeploymentChecks(PulserClient.at(pulser.url()), "127.0.0.1:1");
    }

    @AfterEach
    void stop() {
        pulser.close();
    }

    private void answerTools(String tools) {
        pulser.answering(
                "GET /api/v1/tools?state=quarantined", 200, "{\"tools\":[%s],\"next_cursor\":null}".formatted(tools));
    }

    @Test
    void reportsUnhealthyAgentsAndTheirBackups() {
        pulser.answering(HEALTH, 200, """
                {"agents":[{"name":"maya","status":"healthy"},
                           {"name":"dash","status":"unhealthy","reason":"its MCP servers are unavailable","backup":"maya"},
                           {"name":"echo","status":"unhealthy"}]}""");

        assertThat(checks.health())
                .extracting(Finding::check, Finding::state, Finding::detail)
                .containsExactly(
                        tuple(
                                "agent dash",
                                "problem",
                                "Unhealthy: its MCP servers are unavailable. Its backup maya takes over."),
                        tuple("agent echo", "problem", "Unhealthy: no reason was reported. Its tasks wait."));
    }

    @Test
    void reportsQuarantinedToolsAndTheirRemedy() {
        answerTools("{\"server\":\"fs\",\"tool\":\"read\"}");

        assertThat(checks.tools()).singleElement().satisfies(found -> {
            assertThat(found.check()).isEqualTo("tool fs/read");
            assertThat(found.remedy()).contains("./pulser mcp approve fs/read");
        });
    }

    @Test
    void findsNoProblemWhenAllIsWell() {
        pulser.answering(HEALTH, 200, "{\"agents\":[{\"name\":\"maya\",\"status\":\"degraded\"}]}");
        answerTools("");

        assertThat(checks.health()).noneMatch(Finding::isProblem);
        assertThat(checks.tools()).noneMatch(Finding::isProblem);
    }

    @Test
    void reportsAnUnreachableApiAsAProblem() {
        pulser.close();

        assertThat(checks.health()).singleElement().matches(Finding::isProblem);
    }
}
