// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentProfile;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.ingest.persistence.statistics.AgentStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentHealthOverviewTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final Optional<AgentName> LEARNBOT = Optional.of(new AgentName("learnbot"));

    private static AgentDefinition maya() {
        var agent = anAgent("maya").kind(AgentKind.MCP).using("fs").capacity(2).build();
        return new AgentDefinition(
                MAYA,
                new AgentProfile("documentation", null, null, new ServiceLevel(95, Duration.ofSeconds(30), 1)),
                agent.routing(),
                agent.connection(),
                agent.execution(),
                agent.costs());
    }

    private static Optional<AgentStatus> lane(HealthState state, Duration meanAttempt) {
        return Optional.of(AgentStatus.of(MAYA, NOON, new AgentLoad(2, 1, 4, 3, meanAttempt))
                .withHealth(new AgentHealth(state, "no answer", NOON.minusSeconds(60), NOON, Duration.ofMillis(12))));
    }

    private static Optional<AgentStatistics> figures(@Nullable Double success, @Nullable Double errors) {
        return Optional.of(new AgentStatistics(
                127, 3, success, errors, Duration.ofMillis(5), Duration.ofMillis(9), Duration.ofMillis(11)));
    }

    @Test
    void showsHealthLoadAndFigures() {
        var row = AgentHealthOverview.row(
                maya(), lane(HealthState.DEGRADED, Duration.ofSeconds(1)), figures(0.9764, 0.0), LEARNBOT);

        assertThat(row.health().status()).isEqualTo("degraded");
        assertThat(row.health().lastHeartbeat()).isEqualTo(NOON);
        var figures = Objects.requireNonNull(row.figures());
        assertThat(figures.tasksCompleted()).isEqualTo(127);
        assertThat(row.load()).isEqualTo(new AgentHealthRow.Load(1, 7, false, null));
        assertThat(row.health().reason()).isEqualTo("no answer");
        assertThat(figures.successPercent()).isEqualTo(97.6);
        assertThat(figures.response()).isEqualTo(new AgentHealthRow.ResponseTimes(5L, 9L, 11L));
        assertThat(row.backup()).isNull();
    }

    @Test
    void omitsUnknownValues() {
        var row = AgentHealthOverview.row(maya(), Optional.empty(), Optional.empty(), LEARNBOT);

        assertThat(row.health().status()).isEqualTo("unknown");
        assertThat(row.figures()).isNull();
        assertThat(row.load()).isNull();
        assertThat(row.serviceLevel())
                .isNotNull()
                .extracting(level -> level.breached().size())
                .isEqualTo(0);
    }

    @Test
    void namesTheBackupWhileTheAgentIsUnhealthy() {
        var row = AgentHealthOverview.row(
                maya(), lane(HealthState.UNHEALTHY, Duration.ofSeconds(1)), Optional.empty(), LEARNBOT);

        assertThat(row.backup()).isEqualTo("learnbot");
    }

    @Test
    void listsBreachesOfTheServiceLevel() {
        assertThat(breached(Duration.ofSeconds(30), 0.95, 0.01)).isEmpty();
        assertThat(breached(Duration.ofSeconds(31), 0.94, 0.02)).containsExactly("completion", "response", "error");
        assertThat(breached(Duration.ofSeconds(1), null, null)).isEmpty();
    }

    private static List<String> breached(Duration mean, @Nullable Double success, @Nullable Double errors) {
        var level = AgentHealthOverview.row(maya(), lane(HealthState.HEALTHY, mean), figures(success, errors), LEARNBOT)
                .serviceLevel();
        return level == null ? List.of("no level") : level.breached();
    }
}
