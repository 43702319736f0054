// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pulser.launcher.rest.FakePulser;
import dev.pulser.launcher.rest.PulserClient;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackChecksTest {

    private static final String HEALTH = "GET /api/v1/agents/health";

    private FakePulser pulser;
    private StackChecks checks;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start();
        checks = new StackChecks(Optional.empty(), PulserClient.at(pulser.url()));
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
    void saysWhichAgentsAreUnhealthyAndWhoTakesOver() {
        pulser.answering(HEALTH, 200, """
                {"agents":[{"name":"maya","status":"healthy"},
                           {"name":"dash","status":"unhealthy","reason":"its servers are away","backup":"maya"},
                           {"name":"echo","status":"unhealthy"}]}""");

        assertThat(checks.health())
                .extracting(Finding::check, Finding::state, Finding::detail)
                .containsExactly(
                        tuple("agent dash", "problem", "unhealthy: its servers are away; maya takes over"),
                        tuple("agent echo", "problem", "unhealthy: nobody says why; its tasks wait"));
    }

    @Test
    void saysWhichToolsAreQuarantinedAndTheWayOut() {
        answerTools("{\"server\":\"fs\",\"tool\":\"read\"}");

        assertThat(checks.tools()).singleElement().satisfies(found -> {
            assertThat(found.check()).isEqualTo("tool fs/read");
            assertThat(found.wayOut()).contains("./pulser mcp approve fs/read");
        });
    }

    @Test
    void isContentWhereAllIsWell() {
        pulser.answering(HEALTH, 200, "{\"agents\":[{\"name\":\"maya\",\"status\":\"degraded\"}]}");
        answerTools("");

        assertThat(checks.health()).noneMatch(Finding::isProblem);
        assertThat(checks.tools()).noneMatch(Finding::isProblem);
    }

    @Test
    void anApiThatDoesNotAnswerIsAProblem() {
        pulser.close();

        assertThat(checks.health()).singleElement().matches(Finding::isProblem);
    }
}
