// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import static dev.pulser.telemetry.sample.AgentStatuses.second;
import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static dev.pulser.telemetry.sample.ToolRecords.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.HealthState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertMessagesTest {

    @Test
    void reportsCauseEffectAndRemedyOfAnUnhealthyAgent() {
        var alert = AlertMessages.agentUnhealthy(
                MAYA, second(30), second(31), "connection refused", Optional.of(new AgentName("dash")));

        assertThat(alert.text().lines())
                .containsExactly(
                        "Agent maya has been unhealthy since 2026-01-31 12:00:30 UTC.",
                        "Cause: “connection refused”",
                        "Effect: the agent gets no tasks. Its waiting tasks are transferred to dash.",
                        "Remedy: repair the agent or its connection. It is checked twice a minute and gets tasks again"
                                + " when it is healthy. GET /api/v1/agents shows its health.");
        assertThat(alert.id()).isEqualTo("agent-unhealthy/agent maya/2026-01-31T12:00:30Z");
        assertThat(alert.at()).isEqualTo(second(31));
    }

    @Test
    void reportsThatNoBackupIsAvailable() {
        assertThat(AlertMessages.agentUnhealthy(MAYA, second(30), second(31), null, Optional.empty())
                        .text())
                .contains("Cause: The health check gave no reason.", "No backup is available");
    }

    @Test
    void reportsTheDurationOfAnOutage() {
        var well = new AgentHealth(HealthState.HEALTHY, null, second(300), second(300), null);
        var slow = new AgentHealth(HealthState.DEGRADED, "slow", second(300), second(300), null);

        assertThat(AlertMessages.agentRecovered(MAYA, second(300), second(300), second(30), well)
                        .text())
                .isEqualTo(
                        "Agent maya recovered at 2026-01-31 12:05:00 UTC after 4m 30s.\nEffect: the agent gets tasks again.");
        assertThat(AlertMessages.agentRecovered(MAYA, second(300), second(300), null, slow)
                        .text())
                .contains("12:05:00 UTC.\n", "It is degraded: “slow”");
    }

    @Test
    void reportsTheCauseOfALongQueue() {
        var alert = AlertMessages.queueDepth(MAYA, second(0), second(60), 140, 100, "the agent is paused.");

        assertThat(alert.headline())
                .isEqualTo(
                        "140 tasks are waiting for agent maya. The limit of 100 has been exceeded since 2026-01-31 12:00:00 UTC.");
        assertThat(alert.text()).contains("Cause: the agent is paused.");
    }

    @Test
    void reportsEveryBreach() {
        assertThat(AlertMessages.serviceLevel(MAYA, second(0), second(0), List.of("One.", "Two."))
                        .text())
                .contains("Cause: One. Two.");
    }

    @Test
    void reportsTheHashesOfAQuarantinedTool() {
        assertThat(AlertMessages.toolQuarantined(READ, second(5), "0123456789abcdef", "fedcba9876543210")
                        .text())
                .contains(
                        "definition 0123456789ab…",
                        "approved definition is fedcba987654…",
                        "POST /api/v1/tools/files/read/approve");
    }

    @Test
    void quotesTheReasonInOneLine() {
        assertThat(AlertMessages.agentUnhealthy(
                                MAYA, second(30), second(31), "a\r\nb\tc \u202E\u0007 d”", Optional.empty())
                        .text())
                .contains("Cause: “a b c d\"”\n");
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void parsesTheNameOfEveryKind(AlertKind kind) {
        assertThat(AlertKind.parse(kind.wireName())).isEqualTo(kind);
    }

    @Test
    void rejectsAnUnknownKind() {
        assertThatThrownBy(() -> AlertKind.parse("agent-tired")).hasMessageContaining("agent-tired");
    }
}
