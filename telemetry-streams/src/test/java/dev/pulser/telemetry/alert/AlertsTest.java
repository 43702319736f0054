// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Statuses.second;
import static dev.pulser.telemetry.sample.Tools.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.name.AgentName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertsTest {

    @Test
    void saysOfAnUnhealthyAgentWhatSinceWhenWhyWhatIsDoneAndTheWayOut() {
        var alert = Alerts.unhealthy(
                MAYA, second(30), second(31), "connection refused", Optional.of(new AgentName("dash")));

        assertThat(alert.text().lines())
                .containsExactly(
                        "Agent maya is unhealthy since 2026-01-31 12:00:30 UTC.",
                        "Why: “connection refused”",
                        "Pulser: gives it no tasks; those that wait are handed over to dash.",
                        "Way out: repair the agent, or the way to it. It is checked twice a minute and given tasks again by"
                                + " itself. GET /api/v1/agents shows how it is.");
        assertThat(alert.id()).isEqualTo("agent-unhealthy/agent maya/2026-01-31T12:00:30Z");
        assertThat(alert.at()).isEqualTo(second(31));
    }

    @Test
    void saysThatNobodyTakesOver() {
        assertThat(Alerts.unhealthy(MAYA, second(30), second(31), null, Optional.empty())
                        .text())
                .contains("Why: its checks say no more", "no backup can take over");
    }

    @Test
    void saysForHowLongAnAgentWasAway() {
        var well = new AgentHealth(HealthState.HEALTHY, null, second(300), second(300), null);
        var slow = new AgentHealth(HealthState.DEGRADED, "slow", second(300), second(300), null);

        assertThat(Alerts.back(MAYA, second(300), second(300), second(30), well).text())
                .isEqualTo(
                        "Agent maya works again since 2026-01-31 12:05:00 UTC, after 4m 30s.\nPulser: gives it tasks again.");
        assertThat(Alerts.back(MAYA, second(300), second(300), null, slow).text())
                .contains("12:05:00 UTC.\n", "It is degraded: “slow”");
    }

    @Test
    void saysWhatAQueueWaitsFor() {
        var alert = Alerts.deepQueue(MAYA, second(0), second(60), 140, 100, "it is paused");

        assertThat(alert.headline())
                .isEqualTo("More than 100 tasks wait for agent maya since 2026-01-31 12:00:00 UTC: now 140.");
        assertThat(alert.text()).contains("Why: it is paused");
    }

    @Test
    void saysWhichPromisesAreBroken() {
        assertThat(Alerts.serviceLevel(MAYA, second(0), second(0), List.of("one", "two"))
                        .text())
                .contains("Why: one; two");
    }

    @Test
    void showsTheHashesOfAQuarantinedToolAndHowToApproveIt() {
        assertThat(Alerts.quarantined(READ, second(5), "0123456789abcdef", "fedcba9876543210")
                        .text())
                .contains("(0123456789ab…)", "(fedcba987654…)", "POST /api/v1/tools/files/read/approve");
    }

    @Test
    void showsWhatAnAgentSaysInOneLineAndCutsIt() {
        assertThat(Quoted.of("a\r\nb\tc \u202E\u0007 d”")).isEqualTo("“a b c d\"”");
        assertThat(Quoted.of("🙂".repeat(400))).isEqualTo("“" + "🙂".repeat(300) + "…”");
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void readsTheNameOfEveryKind(AlertKind kind) {
        assertThat(AlertKind.parse(kind.wireName())).isEqualTo(kind);
    }

    @Test
    void knowsNoOtherKind() {
        assertThatThrownBy(() -> AlertKind.parse("agent-tired")).hasMessageContaining("agent-tired");
    }
}
