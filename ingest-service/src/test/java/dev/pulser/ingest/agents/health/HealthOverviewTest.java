// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import dev.pulser.ingest.persistence.statistics.AgentStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthOverviewTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final Optional<AgentName> LEARNBOT = Optional.of(new AgentName("learnbot"));

    private static AgentDefinition maya() {
        return new AgentDefinition(
                MAYA,
                "documentation",
                AgentKind.MCP,
                Set.of(),
                2,
                Duration.ofMinutes(1),
                null,
                List.of("fs"),
                List.of(),
                false,
                null,
                new ServiceLevel(95, Duration.ofSeconds(30), 1),
                true,
                null);
    }

    private static Optional<AgentStatus> lane(HealthState state, Duration meanAttempt) {
        return Optional.of(new AgentStatus(
                MAYA,
                NOON,
                2,
                1,
                4,
                3,
                false,
                List.of(),
                meanAttempt,
                List.of(),
                new AgentHealth(state, "no answer", NOON.minusSeconds(60), NOON, Duration.ofMillis(12)),
                null,
                List.of()));
    }

    private static Optional<AgentStatistics> figures(@Nullable Double success, @Nullable Double errors) {
        return Optional.of(new AgentStatistics(
                127, 3, success, errors, Duration.ofMillis(5), Duration.ofMillis(9), Duration.ofMillis(11)));
    }

    @Test
    void saysWhatIsKnown() {
        var row = HealthOverview.row(
                maya(), lane(HealthState.DEGRADED, Duration.ofSeconds(1)), figures(0.9764, 0.0), LEARNBOT);

        assertThat(row.status()).isEqualTo("degraded");
        assertThat(row.lastHeartbeat()).isEqualTo(NOON);
        assertThat(row.tasksCompleted()).isEqualTo(127);
        assertThat(row.waiting()).isEqualTo(7);
        assertThat(row.reason()).isEqualTo("no answer");
        assertThat(row.successPercent()).isEqualTo(97.6);
        assertThat(row.response()).isEqualTo(new AgentHealthView.Response(5L, 9L, 11L));
        assertThat(row.backup()).isNull();
    }

    @Test
    void leavesOutWhatIsNot() {
        var row = HealthOverview.row(maya(), Optional.empty(), Optional.empty(), LEARNBOT);

        assertThat(row.status()).isEqualTo("unknown");
        assertThat(row.tasksCompleted()).isNull();
        assertThat(row.running()).isNull();
        assertThat(row.response()).isNull();
        assertThat(row.serviceLevel())
                .isNotNull()
                .extracting(level -> level.breached().size())
                .isEqualTo(0);
    }

    @Test
    void namesWhoTakesOverWhileItIsUnhealthy() {
        var row = HealthOverview.row(
                maya(), lane(HealthState.UNHEALTHY, Duration.ofSeconds(1)), Optional.empty(), LEARNBOT);

        assertThat(row.backup()).isEqualTo("learnbot");
    }

    @Test
    void saysWhichPromiseIsNotKept() {
        assertThat(breached(Duration.ofSeconds(30), 0.95, 0.01)).isEmpty();
        assertThat(breached(Duration.ofSeconds(31), 0.94, 0.02)).containsExactly("completion", "response", "error");
        assertThat(breached(Duration.ofSeconds(1), null, null)).isEmpty();
    }

    private static List<String> breached(Duration mean, @Nullable Double success, @Nullable Double errors) {
        var level = HealthOverview.row(maya(), lane(HealthState.HEALTHY, mean), figures(success, errors), LEARNBOT)
                .serviceLevel();
        return level == null ? List.of("no level") : level.breached();
    }
}
