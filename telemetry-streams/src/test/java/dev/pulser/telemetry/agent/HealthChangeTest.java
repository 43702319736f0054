// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Statuses.healthy;
import static dev.pulser.telemetry.sample.Statuses.second;
import static dev.pulser.telemetry.sample.Statuses.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.name.AgentName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthChangeTest {

    private static final HealthChange.Known WELL = new HealthChange.Known(second(10), HealthState.HEALTHY, second(1));

    @Test
    void isOneForEachOtherState() {
        assertThat(among(Map.of(), healthy(1), healthy(2), unhealthy(3), unhealthy(4, 3), healthy(5)))
                .extracting(change -> change.at() + " " + change.to().state())
                .containsExactly(second(1) + " HEALTHY", second(3) + " UNHEALTHY", second(5) + " HEALTHY");
    }

    @Test
    void isNoneWhereTheStateIsTheKnownOne() {
        assertThat(among(Map.of(MAYA, WELL), healthy(11), healthy(12))).isEmpty();
    }

    @Test
    void isNoneInWhatIsOlderThanWhatIsKnown() {
        assertThat(among(Map.of(MAYA, WELL), unhealthy(9))).isEmpty();
    }

    @Test
    void knowsFailuresAndRecoveries() {
        var changes = among(Map.of(MAYA, WELL), unhealthy(13, 12), healthy(14));

        assertThat(changes).extracting(HealthChange::isFailure).containsExactly(true, false);
        assertThat(changes).extracting(HealthChange::isRecovery).containsExactly(false, true);
        assertThat(changes.getFirst().since()).isEqualTo(second(12));
        assertThat(changes.getLast().from().since()).isEqualTo(second(12));
    }

    private static List<HealthChange> among(Map<AgentName, HealthChange.Known> known, AgentStatus... statuses) {
        return HealthChange.among(List.of(statuses), known);
    }
}
